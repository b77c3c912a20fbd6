using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed class RealMailServerTests
{
    [RequiresProgramFact("postfix")]
    public async Task A_real_server_takes_our_mail_over_tls_and_delivers_it_unchanged()
    {
        using var certificate = TestCertificate.ForLoopback();
        await using var server = await PostfixServer.StartAsync(certificate);
        var mail = Mails.Invitation with
        {
            From = new MailSender("shop@müller.example", "Müller \"Bäckerei\" 🥐, <GmbH>"),
            Subject = "Ünïcödé 👩‍👩‍👧‍👦 مرحبا " + new string('字', 100),
            Text = ".\n..\n.leading\nend",
            Html = $"<p>{new string('é', 100_000)}</p>",
            Headers = [new MailHeader("Auto-Submitted", "auto-generated")],
        };

        await SendAsync(mail, SmtpSecurity.StartTls, server.StartTlsPort, certificate);
        AssertSame(mail, await ReceiveAsync(server));

        await SendAsync(mail, SmtpSecurity.Tls, server.TlsPort, certificate);
        AssertSame(mail, await ReceiveAsync(server));
    }

    [RequiresProgramFact("postfix")]
    public async Task A_real_server_delivers_to_addresses_of_any_script()
    {
        using var certificate = TestCertificate.ForLoopback();
        await using var server = await PostfixServer.StartAsync(certificate);
        await SendAsync(Mails.Invitation with { To = "zoë@例え.テスト" }, SmtpSecurity.StartTls, server.StartTlsPort, certificate);
        Assert.Equal("zoë@例え.テスト", (await ReceiveAsync(server))["To"]);
    }

    [RequiresProgramFact("postfix")]
    public async Task A_real_server_is_refused_without_tls_and_without_a_certificate_we_trust()
    {
        using var certificate = TestCertificate.ForLoopback();
        using var another = TestCertificate.ForLoopback();
        await using var server = await PostfixServer.StartAsync(certificate);

        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(Mails.Invitation, SmtpSecurity.StartTls, server.StartTlsPort, another));
        var refused =
            await Assert.ThrowsAsync<MailRefusedException>(() => SendAsync(Mails.Invitation, SmtpSecurity.None, server.StartTlsPort, certificate));

        Assert.Equal((530, true), (refused.Code, refused.TryLater));
    }

    private static void AssertSame(MailMessage mail, ReadMail read)
    {
        Assert.Equal([("Müller Bäckerei 🥐, GmbH", "shop@xn--mller-kva.example")], ReadMail.Addresses(read["From"]));
        Assert.Equal(mail.Subject, ReadMail.Decode(read["Subject"]));
        Assert.Equal(["jane@example.com", "jane@example.com"], [read["To"], read["Delivered-To"]]);
        Assert.Equal("<invitation-1@north.example>", read["Message-ID"]);
        Assert.Equal("auto-generated", read["Auto-Submitted"]);
        Assert.Contains("with ESMTPS", read["Received"], StringComparison.Ordinal);
        Assert.Equal(mail.Text.ReplaceLineEndings("\r\n"), read.Text);
        Assert.Equal(mail.Html, read.Html);
    }

    // A mailbox has the line ends of this system.
    private static async Task<ReadMail> ReceiveAsync(PostfixServer server) =>
        ReadMail.Of(Encoding.UTF8.GetString(await server.ReceiveAsync()).Replace("\n", "\r\n", StringComparison.Ordinal));

    private static async Task SendAsync(MailMessage mail, SmtpSecurity security, int port, TestCertificate trusted)
    {
        await using var transport = new SmtpTransport(Options.Create(Settings(security, port)), trusted.Trust);
        await transport.SendAsync(mail, default);
    }

    private static SmtpSettings Settings(SmtpSecurity security, int port) => new() { Host = "localhost", Port = port, Security = security };
}
