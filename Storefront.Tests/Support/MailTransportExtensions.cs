using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Support;

internal static class MailTransportExtensions
{
    /// <summary>Sends a mail that no outbox keeps account of.</summary>
    public static Task SendAsync(this IMailTransport transport, MailMessage mail, CancellationToken ct) => transport.SendAsync(mail, _ => Task.CompletedTask, ct);
}
