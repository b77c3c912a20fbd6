using System.Text;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed class MimeMessageFactoryTests
{
    private static readonly string _everyControlCharacter = string.Concat(Enumerable.Range(0, 32).Append(127).Select(c => (char)c));

    public static TheoryData<string, string> Subjects => new()
    {
        { "Your invitation", "Your invitation" },
        { "", "" },
        { "Ünïcödé für Zoë", "Ünïcödé für Zoë" },
        { "Hi\r\nBcc: evil@x.test\r\n\r\n<b>body</b>", "Hi Bcc: evil@x.test <b>body</b>" },
        { "Hi\rBcc: evil@x.test", "Hi Bcc: evil@x.test" },
        { "Hi\nBcc: evil@x.test", "Hi Bcc: evil@x.test" },
        { "Hé\r\nBcc: evil@x.test", "Hé Bcc: evil@x.test" },
        { "next\u0085line\u2028and\u2029paragraph", "next line and paragraph" },
        { $"a{_everyControlCharacter}b", "a b" },
        { "=?utf-8?B?RmFrZQ==?=", "= ?utf-8?B?RmFrZQ== ?=" },
        { "=?utf-8?Q?x=0D=0ABcc:_evil?=", "= ?utf-8?Q?x=0D=0ABcc:_evil?=" },
        { ". leading dot", ". leading dot" },
        { "  many   spaces  ", "many spaces" },
        { "👩‍👩‍👧‍👦👍🏽 " + string.Concat(Enumerable.Repeat("🎉", 60)), "👩‍👩‍👧‍👦👍🏽 " + string.Concat(Enumerable.Repeat("🎉", 60)) },
        { "הזמנה לחנות שלנו مرحبا بكم في متجرنا", "הזמנה לחנות שלנו مرحبا بكم في متجرنا" },
        { "invoice \u202Efdp.exe\u202C", "invoice fdp.exe" },
        { "اینترنت می‌خواهم", "اینترنت می‌خواهم" },
        { new string('a', 3000), new string('a', 3000) },
        { string.Concat(Enumerable.Repeat("word ", 400)).Trim(), string.Concat(Enumerable.Repeat("word ", 400)).Trim() },
        { new string('字', 500), new string('字', 500) },
    };

    public static TheoryData<string, string> Names => new()
    {
        { "North", "North" },
        { "O'Neil & Söhne, Inc.", "O'Neil & Söhne, Inc." },
        { "Bread, Butter; (and) more: here", "Bread, Butter; (and) more: here" },
        { "Jane\" <evil@x.test>, \"x", "Jane evil@x.test, x" },
        { "Jane <evil@x.test>", "Jane evil@x.test" },
        { "back\\slash\\\"", "backslash" },
        { "a\r\nBcc: evil@x.test", "a Bcc: evil@x.test" },
        { "é\r\nBcc: evil@x.test", "é Bcc: evil@x.test" },
        { "evil@x.test", "evil@x.test" },
        { "=?utf-8?B?Ij4gPGV2aWxAeC50ZXN0Pg==?=", "= ?utf-8?B?Ij4gPGV2aWxAeC50ZXN0Pg== ?=" },
        { "\u202Etset.x@live\u202C", "tset.x@live" },
        { "Café 🥐 des Étoiles — Ελληνικά, Русский, 日本語 and more", "Café 🥐 des Étoiles — Ελληνικά, Русский, 日本語 and more" },
        { new string('n', 2000), new string('n', 2000) },
        { string.Concat(Enumerable.Repeat("long name ", 100)).Trim(), string.Concat(Enumerable.Repeat("long name ", 100)).Trim() },
        { "\r\n\0\"", "" },
        { "", "" },
    };

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "" },
        { "one\ntwo\rthree\r\nfour", "one\r\ntwo\r\nthree\r\nfour" },
        { ".\r\n.\r\n..\r\n.leading", ".\r\n.\r\n..\r\n.leading" },
        { "Ünïcödé 👩‍👩‍👧‍👦 مرحبا", "Ünïcödé 👩‍👩‍👧‍👦 مرحبا" },
        { "\r\n--=_00000000000000000000000000000000--\r\n", "\r\n--=_00000000000000000000000000000000--\r\n" },
        { "From here\r\n\r\nContent-Type: text/html\r\n\r\n<b>", "From here\r\n\r\nContent-Type: text/html\r\n\r\n<b>" },
        { new string('x', 200 * 1024), new string('x', 200 * 1024) },
    };

    [Theory, MemberData(nameof(Subjects))]
    public void A_subject_decodes_to_the_original_text_on_one_line(string subject, string expected)
    {
        var read = Read(Mails.Invitation with { Subject = subject });

        Assert.Equal(expected, ReadMail.Decode(read["Subject"]));
        AssertNothingWasAdded(read);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_display_name_never_contains_or_adds_an_address(string name, string expected)
    {
        var read = Read(Mails.Invitation with { From = new MailSender("shop@north.example", name) });

        Assert.Equal([(expected, "shop@north.example")], ReadMail.Addresses(read["From"]));
        AssertNothingWasAdded(read);
    }

    [Theory, MemberData(nameof(Bodies))]
    public void Both_bodies_arrive_complete(string body, string expected)
    {
        var read = Read(Mails.Invitation with { Text = body, Html = $"<pre>{body}</pre>" });

        Assert.Equal(expected, read.Text);
        Assert.Equal($"<pre>{expected}</pre>", read.Html);
    }

    [Fact]
    public void The_headers_say_who_to_whom_when_and_which()
    {
        var read = Read(Mails.Invitation with { ReplyTo = "help@north.example", Headers = [new MailHeader("Auto-Submitted", "auto-generated")] });

        Assert.Equal("North <shop@north.example>", read["From"]);
        Assert.Equal("jane@example.com", read["To"]);
        Assert.Equal("help@north.example", read["Reply-To"]);
        Assert.Equal("Sun, 01 Mar 2026 07:05:07 +0000", read["Date"]);
        Assert.Equal("<invitation-1@north.example>", read["Message-ID"]);
        Assert.Equal("auto-generated", read["Auto-Submitted"]);
        Assert.Equal("1.0", read["MIME-Version"]);
    }

    [Fact]
    public void The_same_mail_gives_the_same_bytes_and_another_mail_another_boundary()
    {
        var first = Mails.Written(Mails.Invitation);
        var other = Read(Mails.Invitation with { MessageId = "invitation-2@north.example" });

        Assert.Equal(first, Mails.Written(Mails.Invitation with { }));
        Assert.NotEqual(ReadMail.Of(first)["Content-Type"], other["Content-Type"]);
    }

    [Fact]
    public void A_body_that_quotes_its_own_boundary_does_not_end_the_mail()
    {
        var boundary = Read(Mails.Invitation)["Content-Type"].Split('"')[1];
        var body = $"before\r\n--{boundary}--\r\nafter";

        Assert.Equal(body, Read(Mails.Invitation with { Text = body }).Text);
    }

    [Theory]
    [InlineData("auto-generated\r\nBcc: evil@x.test", "auto-generated Bcc: evil@x.test")]
    [InlineData("zoë\r\n\r\nbody", "zoë body")]
    public void An_extra_header_stays_one_header(string value, string expected)
    {
        var read = Read(Mails.Invitation with { Headers = [new MailHeader("X-Note", value)] });

        Assert.Equal(expected, ReadMail.Decode(read["X-Note"]));
        Assert.Equal(8, read.Headers.Count);
        Assert.DoesNotContain("body", read.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_link_in_a_header_is_kept_in_one_piece()
    {
        var link = $"<https://north.example/{new string('a', 400)}>";

        Assert.Equal(link, Read(Mails.Invitation with { Headers = [new MailHeader("List-Unsubscribe", link)] })["List-Unsubscribe"]);
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("to")]
    [InlineData("Content-Type")]
    [InlineData("X-A: b\r\nBcc")]
    [InlineData("X A")]
    [InlineData("X-Ä")]
    [InlineData("")]
    public void An_extra_header_may_not_replace_one_of_ours_or_be_none(string name) =>
        AssertNeverSent(Mails.Invitation with { Headers = [new MailHeader(name, "x")] });

    [Theory]
    [InlineData("")]
    [InlineData("a b@c")]
    [InlineData("a@b>\r\nBcc: <evil@x.test")]
    [InlineData("ä@b")]
    public void A_message_id_that_would_break_out_is_refused(string messageId) => AssertNeverSent(Mails.Invitation with { MessageId = messageId });

    [Theory]
    [InlineData("jane@example.com\r\nBcc: evil@x.test")]
    [InlineData("jane@example.com, evil@x.test")]
    [InlineData("Jane <jane@example.com>")]
    public void An_address_that_is_more_than_one_address_is_refused(string address)
    {
        AssertNeverSent(Mails.Invitation with { To = address });
        AssertNeverSent(Mails.Invitation with { ReplyTo = address });
        AssertNeverSent(Mails.Invitation with { From = new MailSender(address, "North") });
    }

    [Fact]
    public void A_domain_of_another_script_is_written_in_ascii() =>
        Assert.Equal("jane@xn--mller-kva.example", Read(Mails.Invitation with { To = "jane@müller.example" })["To"]);

    [Fact]
    public void A_logged_mail_shows_no_content() => Assert.Equal("mail invitation-1@north.example", Mails.Invitation.ToString());

    private static ReadMail Read(MailMessage mail)
    {
        var message = Mails.Written(mail);
        var lines = Encoding.Latin1.GetString(message).Split("\r\n");

        Assert.True(Ascii.IsValid(message));
        Assert.DoesNotContain(lines, line => line.Length > 998 || line.AsSpan().ContainsAny("\r\n\0"));

        // RFC 2047 allows 75; MimeKit's encoded words of emoji are up to five longer.
        Assert.DoesNotContain(
            lines.SelectMany(line => line.Split(' ')), word => word.StartsWith("=?utf-8?", StringComparison.Ordinal) && word.Length > 80);
        Assert.DoesNotContain(
            lines,
            line => line.Length > 78 && !line.Contains("=?utf-8?", StringComparison.Ordinal) && line.Trim().Contains(' ', StringComparison.Ordinal)
                && !line.Contains("http", StringComparison.Ordinal));
        return ReadMail.Of(message);
    }

    private static void AssertNothingWasAdded(ReadMail read)
    {
        Assert.Equal(
            ["Content-Type", "Date", "From", "Message-Id", "MIME-Version", "Subject", "To"],
            read.Headers.Select(header => header.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal("Welcome.\r\n", read.Text);
    }

    private static void AssertNeverSent(MailMessage mail) => Assert.False(Assert.Throws<MailRefusedException>(() => Mails.Written(mail)).TryLater);
}
