using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Sends mail through the configured SMTP server, over verified connections that are kept for the next mail.</summary>
/// <remarks>Each connection carries one mail at a time; any number may be open. A kept connection that fails before MAIL FROM is replaced
/// by a new one; after that the mail is retried later.</remarks>
public sealed class SmtpTransport : IMailTransport, IAsyncDisposable, IDisposable
{
    private readonly SmtpConnectionPool _connections;

    public SmtpTransport(IOptions<SmtpSettings> settings, TimeProvider clock)
        : this(settings, trust: null, clock)
    {
    }

    /// <summary>Trusts an additional certificate authority that the machine does not know; name and dates are still checked.</summary>
    internal SmtpTransport(IOptions<SmtpSettings> settings, X509ChainPolicy? trust, TimeProvider? clock = null) =>
        _connections = new(settings.Value, trust, clock ?? TimeProvider.System);

    public async Task SendAsync(MailMessage mail, Func<CancellationToken, Task> handingOver, CancellationToken ct)
    {
        // A mail that cannot be written must not cost a connection.
        SmtpConnection? connection = null;
        var envelope = Envelope.Of(mail);
        using var message = MimeMessageFactory.Create(mail, async token =>
        {
            await handingOver(token);
            connection!.AwaitFinalAnswer();
        });

        connection = envelope.NeedsSmtpUtf8 ? await _connections.OpenAsync(usesSmtpUtf8: true, ct) : await TakeReadyAsync(ct);
        try
        {
            await connection.SendAsync(message, envelope, mail.SigningKey, ct);
        }
        catch (MailRefusedException)
        {
            // A refusal leaves the connection usable; this is checked before the next mail.
            await ReturnAsync(connection, envelope);
            throw;
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        await ReturnAsync(connection, envelope);
    }

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    public void Dispose() => _connections.Dispose();

    private Task ReturnAsync(SmtpConnection connection, Envelope envelope) =>
        envelope.NeedsSmtpUtf8 ? connection.QuitAsync() : _connections.KeepAsync(connection);

    // A kept connection may have been closed meanwhile; only a NOOP tells.
    private async Task<SmtpConnection> TakeReadyAsync(CancellationToken ct)
    {
        var (connection, isFresh) = await _connections.TakeAsync(ct);
        var isReady = isFresh;
        try
        {
            isReady = isFresh || await connection.IsReadyAsync(ct);
        }
        finally
        {
            if (!isReady)
            {
                connection.Dispose();
            }
        }

        return isReady ? connection : await _connections.OpenAsync(usesSmtpUtf8: false, ct);
    }
}
