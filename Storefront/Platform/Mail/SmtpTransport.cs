using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.Mail;

/// <summary>Sends mail through the configured SMTP server, over connections whose other end is verified and which are kept for the next mail.</summary>
/// <remarks>One mail at a time on each: any number may be sent at once. A kept connection that is no longer good before the first word about
/// a mail is replaced by a fresh one; after that word the mail is tried again later, as always.</remarks>
public sealed class SmtpTransport : IMailTransport, IAsyncDisposable, IDisposable
{
    private readonly SmtpConnectionPool _sessions;

    public SmtpTransport(IOptions<SmtpSettings> settings, TimeProvider clock)
        : this(settings, trust: null, clock)
    {
    }

    /// <summary>For a server whose certificate the machine does not know; its name and dates are checked all the same.</summary>
    internal SmtpTransport(IOptions<SmtpSettings> settings, X509ChainPolicy? trust, TimeProvider? clock = null) =>
        _sessions = new(settings.Value, trust, clock ?? TimeProvider.System);

    public async Task SendAsync(MailMessage mail, CancellationToken ct)
    {
        // A mail that cannot be written must not cost a connection.
        var envelope = Envelope.Of(mail);
        var message = MimeWriter.Write(mail);

        var session = await TakeReadyAsync(ct);
        try
        {
            await session.SendAsync(envelope, message, ct);
        }
        catch (MailRefusedException)
        {
            // A refusal leaves the conversation in order; whether it really did is asked before the next mail.
            await _sessions.KeepAsync(session);
            throw;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await _sessions.KeepAsync(session);
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    public void Dispose() => _sessions.Dispose();

    // A server may end a conversation that stood idle, or that carried enough mails; only asking tells.
    private async Task<SmtpSession> TakeReadyAsync(CancellationToken ct)
    {
        var (session, isFresh) = await _sessions.TakeAsync(ct);
        var isReady = isFresh;
        try
        {
            isReady = isFresh || await session.TryResetAsync(ct);
        }
        finally
        {
            if (!isReady)
            {
                await session.DisposeAsync();
            }
        }

        return isReady ? session : await _sessions.OpenAsync(ct);
    }
}
