using System.Text;
using Storefront.Platform.Mail.Transport;

namespace Storefront.Tests.Platform.Mail.Transport;

public sealed class EnvelopeAddressTests
{
    [Theory]
    [InlineData("jane@example.com", "jane@example.com")]
    [InlineData("Jane.O'Neil+shop=1@Example.com", "Jane.O'Neil+shop=1@Example.com")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("jane@müller.example", "jane@xn--mller-kva.example")]
    [InlineData("jane@例え.テスト", "jane@xn--r8jz45g.xn--zckzah")]
    public void An_ordinary_address_is_written_as_it_is_with_its_domain_in_ascii(string address, string expected)
    {
        var parsed = EnvelopeAddress.Parse(address);

        Assert.Equal(expected, parsed.ToString());
        Assert.False(parsed.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("zoë@example.com")]
    [InlineData("उपयोगकर्ता@example.com")]
    [InlineData("用户@example.com")]
    public void Letters_beyond_ascii_before_the_at_sign_need_a_server_that_knows_them(string address)
    {
        var parsed = EnvelopeAddress.Parse(address);

        Assert.Equal(address, parsed.ToString());
        Assert.True(parsed.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("jane")]
    [InlineData("@example.com")]
    [InlineData("jane@")]
    [InlineData("jane@example.com\r\nRCPT TO:<evil@x.test>")]
    [InlineData("jane\r\n@example.com")]
    [InlineData("jane\n@example.com")]
    [InlineData("jane\0@example.com")]
    [InlineData("jane doe@example.com")]
    [InlineData(" jane@example.com")]
    [InlineData("jane@example.com ")]
    [InlineData("<jane@example.com>")]
    [InlineData("jane@example.com> SIZE=1")]
    [InlineData("jane@example.com,evil@x.test")]
    [InlineData("jane;evil@x.test")]
    [InlineData("\"jane\r\nRCPT TO:<evil@x.test>\"@example.com")]
    [InlineData("\"jane\"@example.com")]
    [InlineData("jane\\@example.com")]
    [InlineData("jane@evil@example.com")]
    [InlineData("jane＠evil@example.com")]
    [InlineData("jane@example.com＠evil.test")]
    [InlineData("jane@[127.0.0.1]")]
    [InlineData("jane@-example.com")]
    [InlineData("jane@example..com")]
    [InlineData("jane@.example.com")]
    [InlineData("jane@exa_mple.com")]
    [InlineData("jane@exa mple.com")]
    [InlineData("ja\u202Ene@example.com")]
    [InlineData("ja\u200Bne@example.com")]
    [InlineData("ja\u0085ne@example.com")]
    public void An_address_with_a_special_meaning_on_the_wire_is_refused_permanently(string address) => AssertRefused(address);

    [Fact]
    public void Lone_surrogates_and_overlong_addresses_are_refused_permanently()
    {
        AssertRefused("ja\uD83Dne@example.com");
        AssertRefused("jane@exa\uD83Dmple.com");
        AssertRefused($"{new string('a', 65)}@example.com");
        AssertRefused($"jane@{new string('a', 64)}.com");
        AssertRefused($"jane@{string.Join('.', Enumerable.Repeat(new string('a', 60), 5))}");
    }

    [Theory]
    [InlineData("550 <jane@example.com> unknown", "550 (address) unknown")]
    [InlineData("no such user: jane@example.com, sorry", "no such user: (address) sorry")]
    [InlineData("mailbox \"jane doe\"@example.com is full", "mailbox (address) is full")]
    [InlineData("see https://mail.test/?who=jane%40example.com now", "see (address) now")]
    [InlineData("user <jane> unknown", "user (address) unknown")]
    [InlineData("two\r\nlines\u202E", "two lines ")]
    public void A_reason_contains_no_address_and_is_one_line(string answer, string expected) =>
        Assert.Equal(expected, new MailRefusedException(550, tryLater: false, answer).Reason);

    [Fact]
    public void An_overlong_reason_is_cut_in_linear_time() =>
        Assert.Equal(300, new MailRefusedException(550, tryLater: false, new StringBuilder().Insert(0, "x<\"", 130_000).ToString()).Reason.Length);

    private static void AssertRefused(string address)
    {
        var refused = Assert.Throws<MailRefusedException>(() => EnvelopeAddress.Parse(address));

        Assert.False(refused.TryLater);
        Assert.Equal("The address cannot be used on an envelope.", refused.Reason);
    }
}
