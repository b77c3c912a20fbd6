using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Storefront.Platform.Mail.Signing;

namespace Storefront.Platform.Mail.Transport;

/// <summary>A connection to the mail server, encrypted as configured and logged in; it carries one mail at a time.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(5);

    private readonly SmtpSettings _settings;
    private readonly X509ChainPolicy? _trust;
    private readonly SmtpCapabilities _used;

    private SmtpConnection(SmtpSettings settings, X509ChainPolicy? trust, bool usesSmtpUtf8)
        : base(new SmtpReplyGuard())
    {
        (_settings, _trust) = (settings, trust);

        // One command at a time: only then can a reply be matched to its command (SmtpReplyGuard). With SMTPUTF8 on, MailKit uses it for
        // every international domain, and the next server may not support it.
        _used = SmtpCapabilities.EightBitMime | SmtpCapabilities.EnhancedStatusCodes | (usesSmtpUtf8 ? SmtpCapabilities.UTF8 : SmtpCapabilities.None);

        // Opening has a limit of its own (TimeLimit), which says what took long; it must be the first to end a step.
        Timeout = Milliseconds(settings.Timeout + TimeSpan.FromSeconds(5));

        // An unreachable revocation list would stop every mail.
        CheckCertificateRevocation = false;
    }

    /// <summary>Opens a connection; every refusal during this is a fault of ours, never of the mail.</summary>
    public static async Task<SmtpConnection> OpenAsync(SmtpSettings settings, X509ChainPolicy? trust, bool usesSmtpUtf8, CancellationToken ct)
    {
        settings.EnsureUsable();
        var connection = new SmtpConnection(settings, trust, usesSmtpUtf8);
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (Exception problem)
        {
            connection.Dispose();
            if (SmtpProblem.OfOpening(problem) is { } known)
            {
                throw known;
            }

            throw;
        }
    }

    /// <summary>Returns when the server has accepted the mail; after a refusal the connection is still usable.</summary>
    public async Task SendAsync(MimeMessage message, Envelope envelope, SigningKey? key, CancellationToken ct)
    {
        if (envelope.NeedsSmtpUtf8 && !Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime))
        {
            throw MailRefusedException.ForGood(
                553, "The mail server does not take addresses with letters beyond ASCII before the at sign (SMTPUTF8).");
        }

        Timeout = Milliseconds(_settings.CommandTimeout);
        var format = FormatOptions.Default.Clone();
        format.International = envelope.NeedsSmtpUtf8;
        key?.Sign(message);
        try
        {
            await SendAsync(format, message, Mailbox(envelope.From), [Mailbox(envelope.To)], ct);
        }
        catch (Exception problem) when (SmtpProblem.OfSending(problem) is { } known)
        {
            throw known;
        }
    }

    /// <summary>Gives the server the time to take responsibility for a mail it has whole (RFC 5321, 4.5.3.2.6).</summary>
    public void AwaitFinalAnswer() => Timeout = Milliseconds(_settings.FinalAnswerTimeout);

    /// <summary>Asks whether the server still accepts mail; it may end a connection that was idle or carried enough mails.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            await TimeLimit.RunAsync(LongestCheck, step => NoOpAsync(step), ct);
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Sends QUIT and closes; never throws.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await TimeLimit.RunAsync(LongestGoodbye, step => DisconnectAsync(quit: true, step), CancellationToken.None);
        }
        catch (Exception)
        {
            // The server need not answer.
        }

        Dispose();
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        options.CertificateChainPolicy = _trust;
        return options;
    }

    private async Task OpenAsync(CancellationToken ct)
    {
        await TimeLimit.RunAsync(_settings.Timeout, ConnectAsync, ct);
        if (!string.IsNullOrEmpty(_settings.UserName))
        {
            await TimeLimit.RunAsync(
                _settings.Timeout, step => AuthenticateAsync(Encoding.UTF8, _settings.UserName, _settings.Password ?? "", step), ct);
        }

        Capabilities &= _used;
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        // Our own socket: MailKit's waits for the acknowledgement of every small packet (Nagle).
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_settings.Host, _settings.Port, ct);

            // An address instead of a name (RFC 5321, 4.1.4): the machine's name is private, and often not a public host name.
            LocalDomain = new IPAddress(((IPEndPoint)socket.LocalEndPoint!).Address.GetAddressBytes()).ToString();
            await ConnectAsync(socket, _settings.Host, _settings.Port, Protection(_settings.Security), ct);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Never the options that fall back to clear text.
    private static SecureSocketOptions Protection(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static MailboxAddress Mailbox(EnvelopeAddress address) => new("", address.ToString());

    private static int Milliseconds(TimeSpan time) => (int)time.TotalMilliseconds;
}
