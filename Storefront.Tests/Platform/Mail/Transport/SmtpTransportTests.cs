using System.Text;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed partial class SmtpTransportTests : IAsyncLifetime
{
    private readonly TestCertificate _certificate = TestCertificate.ForLoopback();
    private readonly List<ScriptedSmtpServer> _servers = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _certificate.Dispose();
    }

    [Fact]
    public async Task A_mail_goes_over_clear_text_when_that_is_configured()
    {
        var server = Server();

        await SendAsync(server, Plain());

        Assert.Equal(["EHLO [127.0.0.1]", "MAIL FROM:<shop@north.example>", "RCPT TO:<jane@example.com>", "DATA", "QUIT"], server.Heard);
        Assert.Equal([.. Mails.Written(Mails.Invitation), .. ".\r\n"u8], Assert.Single(server.Messages));
    }

    [Fact]
    public async Task A_mail_goes_over_starttls_and_everything_of_it_after_the_handshake()
    {
        var server = Server(offers: ["STARTTLS", "AUTH PLAIN"], offersOverTls: ["AUTH LOGIN PLAIN"]);

        await SendAsync(server, StartTls(userName: "shop", password: "pässword"));

        Assert.Equal(
            [
                "EHLO [127.0.0.1]", "STARTTLS", "🔒 EHLO [127.0.0.1]", $"🔒 AUTH PLAIN {Base64("\0shop\0pässword")}",
                "🔒 MAIL FROM:<shop@north.example>", "🔒 RCPT TO:<jane@example.com>", "🔒 DATA", "🔒 QUIT",
            ],
            server.Heard);
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_mail_goes_over_tls_from_the_first_byte()
    {
        var server = Server(offersOverTls: ["AUTH=LOGIN", "AUTH LOGIN"], tlsFromTheStart: true);

        await SendAsync(server, With(SmtpSecurity.Tls, "shop", "secret"));

        Assert.All(server.Heard, line => Assert.StartsWith("🔒", line, StringComparison.Ordinal));
        Assert.Equal(["🔒 AUTH LOGIN", $"🔒 {Base64("shop")}", $"🔒 {Base64("secret")}"], server.Heard[1..4]);
        Assert.Single(server.Messages);
    }

    [Theory]
    [InlineData("AUTH LOGIN", "AUTH LOGIN")]
    [InlineData("AUTH PLAIN", "AUTH PLAIN AHNob3AAc2VjcmV0")]
    [InlineData("AUTH X-OWN LOGIN PLAIN", "AUTH PLAIN AHNob3AAc2VjcmV0")]
    public async Task The_login_is_one_the_server_offers(string offer, string expected)
    {
        var server = Server(offers: [offer]);

        await SendAsync(server, Plain("shop", "secret"));

        Assert.Equal(expected, server.Heard[1]);
        Assert.Single(server.Messages);
    }

    private ScriptedSmtpServer Server(
        TestCertificate? certificate = null, string[]? offers = null, string[]? offersOverTls = null, bool tlsFromTheStart = false)
    {
        var server = new ScriptedSmtpServer(certificate ?? _certificate, tlsFromTheStart)
        {
            Offers = offers ?? ["8BITMIME"],
            OffersOverTls = offersOverTls ?? []
        };
        _servers.Add(server);
        return server;
    }

    private static SmtpSettings Plain(string? userName = null, string? password = null) => With(SmtpSecurity.None, userName, password);

    private static SmtpSettings StartTls(string? userName = null, string? password = null) => With(SmtpSecurity.StartTls, userName, password);

    private static SmtpSettings With(SmtpSecurity security, string? userName = null, string? password = null) =>
        new() { Security = security, UserName = userName, Password = password, Timeout = TimeSpan.FromSeconds(20) };

    private static SmtpSettings Reaching(ScriptedSmtpServer server, SmtpSettings settings)
    {
        (settings.Host, settings.Port) = ("127.0.0.1", server.Port);
        return settings;
    }

    private SmtpTransport Transport(SmtpSettings settings) => new(Options.Create(settings), _certificate.Trust);

    // A disposed transport sends QUIT.
    private async Task SendAsync(ScriptedSmtpServer server, SmtpSettings settings, MailMessage? mail = null, CancellationToken ct = default)
    {
        await using var transport = Transport(Reaching(server, settings));
        await transport.SendAsync(mail ?? Mails.Invitation, ct);
    }

    private Task<MailRefusedException> RefusedAsync(ScriptedSmtpServer server, SmtpSettings settings, MailMessage? mail = null) =>
        Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(server, settings, mail));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
