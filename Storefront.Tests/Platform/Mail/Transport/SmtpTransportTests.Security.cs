using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed partial class SmtpTransportTests
{
    [Theory]
    [InlineData("8BITMIME")]
    [InlineData("AUTH X-OWN")]
    public async Task A_server_without_a_known_login_method_is_a_temporary_failure(string offer)
    {
        var server = Server(offers: [offer]);

        var refused = await RefusedAsync(server, Plain("shop", "secret"));

        Assert.True(refused.TryLater);
        Assert.Equal(["EHLO [127.0.0.1]"], server.Heard);
    }

    [Theory]
    [InlineData("AUTH PLAIN", "AUTH", "535 5.7.8 no c2VjcmV0 for shop@north.example")]
    [InlineData("AUTH PLAIN", "AUTH", "454 4.7.0 later")]
    [InlineData("AUTH LOGIN", "AUTH", "504 unknown")]
    [InlineData("AUTH LOGIN", "user", "535 nobody")]
    [InlineData("AUTH LOGIN", "password", "535 5.7.8 Unknown command c2VjcmV0")]
    public async Task A_refused_login_is_a_temporary_failure_without_the_secret(string offer, string step, string answer)
    {
        var server = Server(offers: [offer]);
        server.Answer(step, answer);

        var refused = await RefusedAsync(server, Plain("shop", "secret"));

        Assert.True(refused.TryLater);
        Assert.Equal(answer[..3], refused.Code.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("The mail server refused our login (Mail:Smtp:UserName and Password).", refused.Reason);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_is_not_sent_in_clear_text_to_another_machine()
    {
        var settings = new SmtpSettings { Host = "mail.invalid", Security = SmtpSecurity.None, UserName = "shop", Password = "secret" };

        var refused = await Assert.ThrowsAsync<MailRefusedException>(() => Transport(settings).SendAsync(Mails.Invitation, default));

        Assert.True(refused.TryLater);
        Assert.Contains("clear text", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_server_in_the_settings_the_mail_waits() =>
        Assert.True((await Assert.ThrowsAsync<MailRefusedException>(() =>
            Transport(new SmtpSettings()).SendAsync(Mails.Invitation, default))).TryLater);

    [Fact]
    public async Task A_server_without_starttls_gets_no_mail_and_no_password()
    {
        var server = Server(offers: ["AUTH PLAIN LOGIN"]);

        var refused = await RefusedAsync(server, StartTls("shop", "secret"));

        Assert.True(refused.TryLater);
        Assert.Contains("STARTTLS", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["EHLO [127.0.0.1]"], server.Heard);
    }

    [Theory]
    [InlineData("454 TLS not available")]
    [InlineData("502 no such command")]
    public async Task A_server_that_takes_its_starttls_back_gets_no_mail_and_no_password(string answer)
    {
        var server = Server(offers: ["STARTTLS", "AUTH PLAIN"]);
        server.Answer("STARTTLS", answer);

        Assert.True((await RefusedAsync(server, StartTls("shop", "secret"))).TryLater);
        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS"], server.Heard);
    }

    [Fact]
    public async Task Clear_text_injected_before_TLS_is_ignored()
    {
        var server = Server(offers: ["STARTTLS"], offersOverTls: ["AUTH PLAIN"]);
        server.Answer("STARTTLS", "220 go ahead\r\n250-mail.test\r\n250 AUTH LOGIN");

        await Assert.ThrowsAsync<IOException>(() => SendAsync(server, StartTls("shop", "secret")));

        Assert.Equal(["EHLO [127.0.0.1]", "STARTTLS"], server.Heard);
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task An_untrusted_certificate_ends_the_conversation(SmtpSecurity security)
    {
        var server = Server(offers: ["STARTTLS"], tlsFromTheStart: security == SmtpSecurity.Tls);
        var untrusting = new SmtpTransport(Options.Create(Reaching(server, With(security, "shop", "secret"))), TimeProvider.System);

        await Assert.ThrowsAsync<AuthenticationException>(() => untrusting.SendAsync(Mails.Invitation, default));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("🔒", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mail.elsewhere.example", 0)]
    [InlineData("localhost", 30)]
    public async Task A_certificate_for_another_name_or_another_time_ends_the_conversation(string name, int daysOld)
    {
        using var wrong = TestCertificate.For(name, age: TimeSpan.FromDays(daysOld));
        var server = Server(wrong, offers: ["STARTTLS"]);
        var settings = Reaching(server, StartTls());
        settings.Host = "localhost";
        var trusting = new SmtpTransport(Options.Create(settings), wrong.Trust);

        await Assert.ThrowsAsync<AuthenticationException>(() => trusting.SendAsync(Mails.Invitation, default));
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("🔒", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls, false)]
    [InlineData(SmtpSecurity.Tls, false)]
    [InlineData(SmtpSecurity.Tls, true)]
    public async Task A_handshake_that_never_ends_runs_into_the_time_limit_or_the_cancellation(SmtpSecurity security, bool cancel)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var settings = With(security);
        (settings.Host, settings.Port) = ("127.0.0.1", ((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        settings.Timeout = cancel ? TimeSpan.FromMinutes(1) : TimeSpan.FromMilliseconds(300);
        using var stop = new CancellationTokenSource();

        var sending = Transport(settings).SendAsync(Mails.Invitation, stop.Token);
        using var client = await listener.AcceptTcpClientAsync();
        if (security == SmtpSecurity.StartTls)
        {
            await client.GetStream().WriteAsync("220 hello\r\n"u8.ToArray());
            await client.GetStream().ReadExactlyAsync(new byte["EHLO [127.0.0.1]\r\n".Length]);
            await client.GetStream().WriteAsync("250-hello\r\n250 STARTTLS\r\n"u8.ToArray());
            await client.GetStream().ReadExactlyAsync(new byte["STARTTLS\r\n".Length]);
            await client.GetStream().WriteAsync("220 go\r\n"u8.ToArray());
        }

        stop.CancelAfter(cancel ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromMinutes(1));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => sending.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(cancel, error is OperationCanceledException);
        Assert.Equal(!cancel, error.Message.StartsWith("The mail server took longer", StringComparison.Ordinal));
    }
}
