using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Support;

internal static class MailTransportExtensions
{
    /// <summary>Sends a mail without an outbox row.</summary>
    public static Task SendAsync(this IMailTransport transport, MailMessage mail, CancellationToken ct) =>
        transport.SendAsync(mail, _ => Task.CompletedTask, ct);
}
