using System.Net.Sockets;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed partial class SmtpTransportTests
{
    [Theory]
    [InlineData("MAIL", 451, true)]
    [InlineData("MAIL", 550, false)]
    [InlineData("MAIL", 530, true)]
    [InlineData("RCPT", 450, true)]
    [InlineData("RCPT", 550, false)]
    [InlineData("DATA", 421, true)]
    [InlineData("DATA", 554, false)]
    [InlineData(".", 452, true)]
    [InlineData(".", 552, false)]
    public async Task A_refusal_of_the_mail_says_whether_to_try_again(string step, int code, bool tryLater)
    {
        var server = Server();
        server.Answer(step, $"{code}-5.1.1 <jane@example.com>: no\r\n{code} 5.1.1 really, jane@example.com");

        var refused = await RefusedAsync(server, Plain());

        Assert.Equal((code, tryLater), (refused.Code, refused.TryLater));
        Assert.EndsWith(
            ": 5.1.1 (address) no 5.1.1 really, (address)", refused.Reason.Replace("(address):", "(address)", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal("QUIT", server.Heard[^1]);
    }

    [Theory]
    [InlineData("greeting", 554)]
    [InlineData("greeting", 421)]
    [InlineData("EHLO", 502)]
    public async Task A_refusal_of_our_connection_is_temporary(string step, int code)
    {
        var server = Server();
        server.Answer(step, $"{code} go away");

        var refused = await RefusedAsync(server, Plain());

        Assert.Equal((code, true), (refused.Code, refused.TryLater));
    }

    [Theory]
    [InlineData("greeting"), InlineData("EHLO"), InlineData("STARTTLS"), InlineData("AUTH"), InlineData("MAIL")]
    [InlineData("RCPT"), InlineData("DATA"), InlineData(".")]
    public async Task A_lost_connection_leaves_the_outcome_unknown(string step)
    {
        var server = Server(offers: ["STARTTLS"], offersOverTls: ["AUTH PLAIN"]);
        server.Answer(step, ScriptedSmtpServer.HangUp);

        await Assert.ThrowsAsync<IOException>(() => SendAsync(server, StartTls("shop", "secret")));
    }

    [Theory]
    [InlineData("greeting"), InlineData("EHLO"), InlineData("STARTTLS"), InlineData("AUTH"), InlineData("MAIL")]
    [InlineData("RCPT"), InlineData("DATA"), InlineData(".")]
    public async Task A_silent_server_runs_into_the_time_limit(string step)
    {
        var server = Server(offers: ["STARTTLS"], offersOverTls: ["AUTH PLAIN"]);
        server.Answer(step, ScriptedSmtpServer.Silence);
        var settings = StartTls("shop", "secret");
        var brief = TimeSpan.FromMilliseconds(300);
        (settings.Timeout, settings.CommandTimeout, settings.FinalAnswerTimeout) = (brief, brief, brief);

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(server, settings));
    }

    [Theory]
    [InlineData("greeting"), InlineData("EHLO"), InlineData("STARTTLS"), InlineData("AUTH"), InlineData("MAIL")]
    [InlineData("RCPT"), InlineData("DATA"), InlineData(".")]
    public async Task A_cancellation_ends_the_wait_at_once(string step)
    {
        var server = Server(offers: ["STARTTLS"], offersOverTls: ["AUTH PLAIN"]);
        server.Answer(step, ScriptedSmtpServer.Silence);
        using var stop = new CancellationTokenSource();

        var sending = SendAsync(server, StartTls("shop", "secret"), ct: stop.Token);
        await server.Silent.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_closed_port_is_a_temporary_failure()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var settings = Plain();
        (settings.Host, settings.Port) = ("127.0.0.1", ((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();

        await Assert.ThrowsAsync<SocketException>(() => Transport(settings).SendAsync(Mails.Invitation, default));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("250ok")]
    [InlineData("150 wait")]
    [InlineData("650 what")]
    [InlineData("２５０ ok")]
    [InlineData("354 go ahead")]
    public async Task An_invalid_reply_leaves_the_outcome_unknown(string answer)
    {
        var server = Server();
        server.Answer("RCPT", answer);

        await Assert.ThrowsAsync<IOException>(() => SendAsync(server, Plain()));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task An_endless_reply_is_not_read_to_its_end()
    {
        var longLine = Server();
        longLine.Answer("MAIL", $"250 {new string('x', 100_000)}");
        var manyLines = Server();
        manyLines.Answer("MAIL", string.Join("\r\n", Enumerable.Repeat("250-more", 100_000)));

        Assert.Contains(
            "does not end", (await Assert.ThrowsAsync<IOException>(() => SendAsync(longLine, Plain()))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "does not end", (await Assert.ThrowsAsync<IOException>(() => SendAsync(manyLines, Plain()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unrequested_reply_is_not_taken_for_the_next_one()
    {
        var server = Server();
        server.Answer("MAIL", "250 ok\r\n250 ok\r\n354 go ahead\r\n250 queued");

        await Assert.ThrowsAsync<IOException>(() => SendAsync(server, Plain()));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task Multi_line_replies_are_parsed()
    {
        var server = Server(offers: [.. Enumerable.Range(0, 90).Select(i => $"X-{i}"), "AUTH PLAIN"]);
        server.Answer("greeting", "220-welcome\r\n220-ünïcödé\r\n220");
        server.Answer("RCPT", "251-will\r\n251-\r\n251 forward");

        await SendAsync(server, Plain("shop", "secret"));

        Assert.Single(server.Messages);
    }

    [Theory]
    [InlineData(ScriptedSmtpServer.HangUp)]
    [InlineData(ScriptedSmtpServer.Silence)]
    [InlineData("500 what")]
    [InlineData("garbage")]
    public async Task An_accepted_mail_is_sent_whatever_QUIT_returns(string answer)
    {
        var server = Server();
        server.Answer("QUIT", answer);

        await SendAsync(server, Plain());

        Assert.Single(server.Messages);
    }
}
