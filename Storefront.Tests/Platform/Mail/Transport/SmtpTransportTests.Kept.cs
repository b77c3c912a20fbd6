using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail.Transport;

/// <summary>One connection for many mails, as long as it is usable.</summary>
public sealed partial class SmtpTransportTests
{
    [Fact]
    public async Task One_connection_carries_several_mails_and_ends_with_QUIT()
    {
        var server = Server();
        await using (var transport = Transport(Reaching(server, Plain())))
        {
            await transport.SendAsync(Mails.Invitation, default);
            await transport.SendAsync(Mails.Invitation, default);
        }

        string[] mail = ["MAIL FROM:<shop@north.example>", "RCPT TO:<jane@example.com>", "DATA"];
        Assert.Equal(["EHLO [127.0.0.1]", .. mail, "NOOP", .. mail, "QUIT"], server.Heard);
        Assert.Equal(2, server.Messages.Count);
    }

    [Fact]
    public async Task After_a_refusal_the_same_connection_carries_the_next_mail()
    {
        var server = Server();
        await using var transport = Transport(Reaching(server, Plain()));
        server.Answer("RCPT", "550 no such user");
        await Assert.ThrowsAsync<MailRefusedException>(() => transport.SendAsync(Mails.Invitation, default));
        server.Answer("RCPT", "250 ok");

        await transport.SendAsync(Mails.Invitation, default);

        Assert.Single(server.Heard, line => line.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.Single(server.Messages);
    }

    [Theory, InlineData(ScriptedSmtpServer.HangUp), InlineData("421 you have been idle"), InlineData("garbage")]
    public async Task A_broken_kept_connection_is_replaced_and_the_mail_is_sent(string answer)
    {
        var server = Server();
        await using var transport = Transport(Reaching(server, Plain()));
        await transport.SendAsync(Mails.Invitation, default);
        server.Answer("NOOP", answer);

        await transport.SendAsync(Mails.Invitation, default);

        Assert.Equal(2, server.Messages.Count);
        Assert.Equal(2, server.Heard.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_connection_whose_outcome_is_unknown_is_not_used_again()
    {
        var server = Server();
        await using var transport = Transport(Reaching(server, Plain()));
        server.Answer(".", "150 what");
        await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(Mails.Invitation, default));
        server.Answer(".", "250 queued");

        await transport.SendAsync(Mails.Invitation, default);

        Assert.Equal(2, server.Heard.Count(line => line.StartsWith("EHLO", StringComparison.Ordinal)));
        Assert.DoesNotContain("NOOP", server.Heard);
    }
}
