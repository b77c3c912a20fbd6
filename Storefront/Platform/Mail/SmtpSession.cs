using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Storefront.Platform.Mail;

/// <summary>A conversation with a mail server that knows us: encrypted as configured and logged in, ready for a mail, and then another.</summary>
/// <remarks>RFC 5321, 3207 (STARTTLS), 4954 (AUTH), 6531 (SMTPUTF8).</remarks>
internal sealed class SmtpSession : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan _patienceForGoodbye = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patienceForReset = TimeSpan.FromSeconds(5);

    private readonly SmtpConnection _server;
    private readonly SmtpSettings _settings;
    private SmtpAbilities _abilities = SmtpAbilities.None;

    private SmtpSession(SmtpConnection server, SmtpSettings settings) => (_server, _settings) = (server, settings);

    public static async Task<SmtpSession> OpenAsync(SmtpSettings settings, X509ChainPolicy? trust, CancellationToken ct)
    {
        settings.EnsureUsable();
        var server = await SmtpConnection.OpenAsync(settings.Host, settings.Port, settings.Timeout, ct);
        try
        {
            var session = new SmtpSession(server, settings);
            await session.StartAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host, CertificateChainPolicy = trust }, ct);
            return session;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the server took the message; a refusal leaves the conversation in order.</summary>
    public async Task SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        if (envelope.NeedsSmtpUtf8 && !_abilities.Has("SMTPUTF8"))
        {
            throw MailRefusedException.ForGood(553, "The mail server does not take addresses with letters beyond ASCII before the at sign (SMTPUTF8).");
        }

        var unicode = envelope.NeedsSmtpUtf8 ? " BODY=8BITMIME SMTPUTF8" : "";
        (await _server.AskAsync($"MAIL FROM:<{envelope.From}>{unicode}", ct)).OrThrow("MAIL FROM", reply => reply.IsDone);
        (await _server.AskAsync($"RCPT TO:<{envelope.To}>", ct)).OrThrow("RCPT TO", reply => reply.IsDone);
        (await _server.AskAsync("DATA", ct)).OrThrow("DATA", reply => reply.AsksForMore);
        (await _server.AskAsync(DotStuffing.WithEnd(message.Span), ct)).OrThrow("end of data", reply => reply.IsDone);
    }

    /// <summary>Forgets whatever was said of a mail; false when the server is no longer there or wants no other mail.</summary>
    public async Task<bool> TryResetAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_patienceForReset);
        try
        {
            return (await _server.AskAsync("RSET", patience.Token)).IsDone;
        }
        catch (Exception error) when (error is IOException or TimeoutException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Says goodbye. Whatever comes of it, what was said before stands: nothing is thrown.</summary>
    public async Task QuitAsync()
    {
        using var patience = new CancellationTokenSource(_patienceForGoodbye);
        try
        {
            await _server.AskAsync("QUIT", patience.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or TimeoutException)
        {
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose() => _server.Dispose();

    private async Task StartAsync(SslClientAuthenticationOptions tls, CancellationToken ct)
    {
        if (_settings.Security == SmtpSecurity.Tls)
        {
            await _server.EncryptAsync(tls, ct);
        }

        Ours("the greeting", await _server.HearAsync(ct));
        await HelloAsync(ct);
        if (_settings.Security == SmtpSecurity.StartTls)
        {
            await StartTlsAsync(tls, ct);
        }

        if (!string.IsNullOrEmpty(_settings.UserName))
        {
            await SmtpLogin.RunAsync(_server, _abilities, _settings.UserName, _settings.Password ?? "", ct);
        }
    }

    private async Task StartTlsAsync(SslClientAuthenticationOptions tls, CancellationToken ct)
    {
        if (!_abilities.Has("STARTTLS"))
        {
            throw MailRefusedException.OurTrouble(530, "The mail server offers no STARTTLS, and Mail:Smtp:Security asks for it.");
        }

        Ours("STARTTLS", await _server.AskAsync("STARTTLS", ct));
        await _server.EncryptAsync(tls, ct);

        // What was offered in clear text may have been offered by anybody.
        await HelloAsync(ct);
    }

    // An address instead of a name (RFC 5321, 4.1.4): the machine's name is nobody's business, and often no name on the net.
    private async Task HelloAsync(CancellationToken ct)
    {
        var address = _server.LocalAddress.IsIPv4MappedToIPv6 ? _server.LocalAddress.MapToIPv4() : _server.LocalAddress;
        var name = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"IPv6:{new IPAddress(address.GetAddressBytes())}" : address.ToString();
        _abilities = SmtpAbilities.Of(Ours("EHLO", await _server.AskAsync($"EHLO [{name}]", ct)));
    }

    // Before the first word about a mail every refusal is about us, whatever its code.
    private static SmtpReply Ours(string step, SmtpReply reply) => reply.IsRefusal
        ? throw MailRefusedException.OurTrouble(reply.Code, $"{step}: {reply.Text}")
        : reply.OrThrow(step, answer => answer.IsDone);
}
