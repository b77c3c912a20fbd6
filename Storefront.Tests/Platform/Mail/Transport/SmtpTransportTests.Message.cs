using System.Text;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed partial class SmtpTransportTests
{
    [Theory]
    [InlineData(".")]
    [InlineData(".\r\n")]
    [InlineData(".leading\r\n..two\r\nin.side\r\n")]
    [InlineData("body\r\n.\r\nMAIL FROM:<evil@x.test>\r\n")]
    [InlineData("body\n.\nMAIL")]
    [InlineData("body\r.\rMAIL\r")]
    [InlineData("body\n.\r\nMAIL")]
    [InlineData("body\r\n\n.\r\r\n")]
    [InlineData("")]
    public async Task A_line_with_only_a_dot_does_not_end_the_mail(string text)
    {
        var server = Server();

        await SendAsync(server, Plain(), mail: Mails.Invitation with { Text = text });

        Assert.Equal(text.ReplaceLineEndings("\r\n"), ReadMail.OfWire(Assert.Single(server.Messages)).Text);
        Assert.Equal(5, server.Heard.Count);
    }

    [Fact]
    public async Task Only_seven_bit_characters_are_sent_whatever_the_mail_contains()
    {
        var server = Server(offers: []);
        var mail = Mails.Invitation with
        {
            From = new MailSender("shop@müller.example", "Müller 🥐"),
            To = "jane@例え.テスト",
            ReplyTo = "help@müller.example",
            Subject = "Ünïcödé 👩‍👩‍👧‍👦",
            Text = "Ünïcödé\n.\n",
            Html = $"<p>{new string('é', 100_000)}</p>",
        };

        await SendAsync(server, Plain(), mail: mail);

        Assert.True(Ascii.IsValid(Assert.Single(server.Messages)));
        Assert.Equal(["MAIL FROM:<shop@xn--mller-kva.example>", "RCPT TO:<jane@xn--r8jz45g.xn--zckzah>"], server.Heard[1..3]);
        Assert.Equal(mail.Html, ReadMail.OfWire(server.Messages[0]).Html);
    }

    [Fact]
    public async Task Letters_beyond_ascii_before_the_at_sign_go_to_a_server_that_knows_them()
    {
        var server = Server(offers: ["8BITMIME", "SMTPUTF8"]);

        await SendAsync(server, Plain(), mail: Mails.Invitation with { To = "zoë@example.com" });

        Assert.Equal(["MAIL FROM:<shop@north.example> SMTPUTF8", "RCPT TO:<zoë@example.com>"], server.Heard[1..3]);
        Assert.Equal("zoë@example.com", ReadMail.OfWire(server.Messages[0])["To"]);
    }

    [Fact]
    public async Task A_domain_of_another_script_goes_out_in_ascii_also_where_smtputf8_is_known()
    {
        var server = Server(offers: ["8BITMIME", "SMTPUTF8"]);

        await SendAsync(server, Plain(), mail: Mails.Invitation with { From = new MailSender("shop@müller.example"), To = "jane@例え.テスト" });

        Assert.Equal(["MAIL FROM:<shop@xn--mller-kva.example>", "RCPT TO:<jane@xn--r8jz45g.xn--zckzah>"], server.Heard[1..3]);
    }

    [Fact]
    public async Task Letters_beyond_ascii_before_the_at_sign_are_refused_for_good_where_nobody_knows_them()
    {
        var server = Server();

        var refused = await RefusedAsync(server, Plain(), Mails.Invitation with { To = "zoë@example.com" });

        Assert.False(refused.TryLater);
        Assert.Contains("SMTPUTF8", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["EHLO [127.0.0.1]", "QUIT"], server.Heard);
    }

    [Theory]
    [InlineData("jane@example.com>\r\nRCPT TO:<evil@x.test")]
    [InlineData("jane@example.com,evil@x.test")]
    public async Task An_address_that_breaks_the_envelope_opens_no_connection(string address)
    {
        var server = Server();

        Assert.False((await RefusedAsync(server, Plain(), Mails.Invitation with { To = address })).TryLater);
        Assert.False((await RefusedAsync(server, Plain(), Mails.Invitation with { From = new MailSender(address) })).TryLater);
        Assert.Empty(server.Heard);
    }
}
