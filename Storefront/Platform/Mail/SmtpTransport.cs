using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Mail;

/// <summary>Sends mail through the configured SMTP server, over a connection whose other end is verified.</summary>
/// <remarks>One connection per mail, nothing shared: any number may be sent at once.</remarks>
public sealed class SmtpTransport : IMailTransport
{
    private readonly SmtpSettings _settings;
    private readonly X509ChainPolicy? _trust;

    public SmtpTransport(IOptions<SmtpSettings> settings)
        : this(settings, trust: null)
    {
    }

    /// <summary>For a server whose certificate the machine does not know; its name and dates are checked all the same.</summary>
    internal SmtpTransport(IOptions<SmtpSettings> settings, X509ChainPolicy? trust) => (_settings, _trust) = (settings.Value, trust);

    public async Task SendAsync(MailMessage mail, CancellationToken ct)
    {
        // A mail that cannot be written must not cost a connection.
        var envelope = Envelope.Of(mail);
        var message = MimeWriter.Write(mail);

        await using var session = await SmtpSession.OpenAsync(_settings, _trust, ct);
        try
        {
            await session.SendAsync(envelope, message, ct);
        }
        catch (MailRefusedException)
        {
            await session.QuitAsync();
            throw;
        }

        await session.QuitAsync();
    }
}
