using System.Text;

namespace Storefront.Tests.Domain.Values;

public sealed class EmailAddressTests
{
    private static readonly string _long63 = new('d', 63);

    public static TheoryData<string, string> Accepted => new()
    {
        { "jane@example.com", "jane@example.com" },
        { "  jane@example.com\r\n", "jane@example.com" },
        { "\u00a0\u3000jane@example.com\u2003", "jane@example.com" },
        { "Jane.DOE@Example.COM", "jane.doe@example.com" },
        { "o'brien+shop@mail.example.co.uk", "o'brien+shop@mail.example.co.uk" },
        { "!#$%&'*+/=?^_`{|}~-@example.org", "!#$%&'*+/=?^_`{|}~-@example.org" },
        { "{{7*7}}@example.com", "{{7*7}}@example.com" },
        { "1@2.example", "1@2.example" },
        { "a@b.c", "a@b.c" },
        { "a@ab--c.example", "a@ab--c.example" },
        { "jane@bücher.example", "jane@xn--bcher-kva.example" },
        { "jane@BÜCHER.example", "jane@xn--bcher-kva.example" },
        { "jane@xn--bcher-kva.example", "jane@xn--bcher-kva.example" },
        { "jane@XN--BCHER-KVA.Example", "jane@xn--bcher-kva.example" },
        { "jane@straße.example", "jane@xn--strae-oqa.example" },
        { "jane@例え.テスト", "jane@xn--r8jz45g.xn--zckzah" },
        { "JOSÉ@example.com", "josÉ@example.com" },
        { "jose\u0301@example.com", "josé@example.com" },
        { "J\u030c@example.com", "\u01f0@example.com" },
        { "用户@example.com", "用户@example.com" },
        { "संपर्क@example.com", "संपर्क@example.com" },
        { $"{new string('a', 64)}@example.com", $"{new string('a', 64)}@example.com" },
        { $"a@{_long63}.example", $"a@{_long63}.example" },
    };

    public static TheoryData<string?> Refused => new(
        null, "", " ", "\r\n\t", "jane", "@", "jane@", "@example.com", "jane@@example.com", "jane@example@com", "a@x.io@y.io",
        "jane@example", "jane@localhost", "jane@.com", "jane@com.", "jane@example.com.", "jane@example..com", "jane@-a.com", "jane@a-.com",
        "jane@a_b.com",
        ".jane@example.com", "jane.@example.com", "ja..ne@example.com", "ja ne@example.com", "a b@b.io", "jane@exam ple.com", "jane @example.com",
        "jane@ example.com",
        "Jane <a@b.io>", "<a@b.io>", "a@b.io>", "\"jane\"@example.com", "\"ja ne\"@example.com", "\"a\r\nBcc: x\"@example.com", "\"a@b\"@example.com",
        "a(b)@example.com", "a@example.com(b)",
        "a@x.io,b@y.io", "a@x.io;b@y.io", "a@x.io b@y.io", "a,b@y.io", "a:b@y.io", "mailto:", "mailto:Jane <a@y.io>", "http:a@y.io", "a\\b@y.io",
        "a[b]@y.io", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@127.0.0.1", "a@1.2", "a@example.123", "a@example.0x7f",
        "a\0@b.io", "\0a@b.io", "a@b.io\0", "a@b\0.io", "a@b.io\0.evil.test", "a\r\nBcc: x@y.io", "a@b.io\r\nBcc: x@y.io", "a\tb@c.io",
        "a\u007f@b.io", "a\u0085b@c.io", "a\u2028b@c.io", "\u001b[31ma@b.io",
        "a\u202eb@b.io", "a\u2066@b.io", "a\u200b@b.io", "a\u200db@c.io", "a@b\u200c.io", "a\ufeff@b.io", "a\u00adb@c.io", "a@b\u00ad.io",
        "a\u2060@b.io", "a\ufe0f@b.io", "\u3164@b.io", "a\u115f@b.io", "a\u034f@b.io",
        "\ud800@b.io", "a\udc00@b.io", "a@b\ud83d.io", "a\ufffe@b.io", "a\uffff@b.io", "a\ufdd0@b.io", "a\ufffd@b.io",
        "a\uff20b.io", "a@b.io\uff20c.io", "a\ufe6bb.io", "a@b\uff0eio", "a@b\u3002io", "a@b\u2024io", "a\u2024b@c.io", "a\uff0cb@c.io",
        "\uff1ca@b.io", "ａ@b.io", "a@ｂ.io", "a@\u212a.io", "\u212a@b.io", "a\u017f@b.io", "a@\ufb01.io", "a@b.i\u2070", "m²@b.io", "a\u2100@b.io",
        "a@\u2100.io",
        "\u0301a@b.io", "a.\u0301b@c.io", "1\u0301@b.io", "a<\u0338@b.io", "=\u0338@b.io", "😀@b.io", "a@😀.io", "a@❤.io", "a@İ.io", "ﷺ@b.io",
        "\uff76@b.io", "\ufe8d@b.io",
        "a@xn--.io", "a@xn--a.io", "a@xn--example-.io", "a@xn--zzzzzzz99999.io", "a@xn--bücher.io", "a@xn--bcher-kva.bücher", "a@xn--qei.io",
        "<script>alert(1)</script>@b.io", "a@b.io<script>", "${jndi:ldap://x}@b.io", "<%= 7*7 %>@b.io", "a@b.io/../..", "a@b.io?x=y", "a@b.io#x",
        "a@b%2eio", "a@b.io:25", "a@user:pw@b.io");

    [Theory, MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void A_plain_address_has_one_canonical_form(string text, string canonical)
    {
        var problem = EmailAddress.Check(text, out var address);

        Assert.Null(problem);
        Assert.Equal(canonical, address.Canonical);
        Assert.Equal(text.Trim().Normalize(NormalizationForm.FormC), address.Text);
    }

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Anything_but_one_plain_address_is_refused(string? text)
    {
        Assert.NotNull(EmailAddress.Check(text, out var address));
        Assert.Null(address);
    }

    [Theory]
    [InlineData("\u202ajane@example.com\u202c")]
    [InlineData("\u2068jane@example.com\u2069")]
    [InlineData("\ufeffjane@example.com")]
    [InlineData("jane@example.com\u200b")]
    [InlineData("\u200e\u00a0jane@example.com\u00ad \r\n")]
    [InlineData("jane@example.com\ufffc")]
    [InlineData("mailto:jane@example.com")]
    [InlineData("\u200bMAILTO: jane@example.com\u200b")]
    [InlineData("mailto:jane@example.com?subject=Order%201001")]
    public void What_copying_brings_along_around_an_address_is_dropped(string pasted)
    {
        Assert.Null(EmailAddress.Check(pasted, out var address));
        Assert.Equal("jane@example.com", address.Text);
    }

    [Theory]
    [InlineData("jane\u200b@example.com")]
    [InlineData("jane@exam\u00adple.com")]
    [InlineData("ja\u200dne@example.com")]
    [InlineData("jane@\u200eexample.com")]
    [InlineData("jane\ufe0f@example.com")]
    public void An_unseen_sign_inside_an_address_is_named_as_the_cause(string pasted) =>
        Assert.Equal("This address holds an invisible character. Type it by hand.", EmailAddress.Check(pasted, out _)?.English);

    [Theory, InlineData("jane@example"), InlineData("ja ne@example.com"), InlineData("jane"), InlineData("jané🙂@example.com")]
    public void Another_fault_of_an_address_is_not_called_invisible(string typed) =>
        Assert.Equal("Enter an e-mail address such as name@example.com.", EmailAddress.Check(typed, out _)?.English);

    [Fact]
    public void Addresses_hold_191_characters_and_not_192()
    {
        var fits = $"{new string('a', 64)}@{_long63}.{new string('e', 58)}.com";
        var tooLong = $"{new string('a', 64)}@{_long63}.{new string('e', 59)}.com";

        Assert.Equal((191, 192), (fits.Length, tooLong.Length));
        Assert.Null(EmailAddress.Check($" {fits} ", out _));
        Assert.Equal("Use at most 191 characters.", EmailAddress.Check(tooLong, out _)?.English);
    }

    [Fact]
    public void Characters_are_counted_in_the_form_that_is_kept()
    {
        // U+0958 exists only in decomposed form: composing makes two characters of it.
        var grows = $"{string.Concat(Enumerable.Repeat('\u0958', 10))}@{_long63}.{_long63}.{new string('e', 47)}.com";

        Assert.Equal(190, grows.Length);
        Assert.Equal("Use at most 191 characters.", EmailAddress.Check(grows, out _)?.English);
    }

    [Theory]
    [InlineData(65, "a")]
    [InlineData(33, "é")]
    [InlineData(22, "中")]
    public void Before_the_at_sign_fit_64_bytes_and_no_more(int tooMany, string letter)
    {
        string Address(int count) => string.Concat(Enumerable.Repeat(letter, count)) + "@example.com";

        Assert.NotNull(EmailAddress.Check(Address(tooMany), out _));
        Assert.Null(EmailAddress.Check(Address(tooMany - 1), out _));
    }

    [Fact]
    public void In_the_form_that_travels_fit_254_bytes_and_no_more()
    {
        // Short on the screen, long on the wire: é takes two bytes, and Punycode about three for each of these letters.
        const string label = "水龍一鬼中電乙書風二愛鳥三";
        string Address(int count) => $"{new string('é', 32)}@{label}.{label}.{label}四.{new string('e', count)}";
        int Bytes(string text) =>
            EmailAddress.Check(text, out var address) is null ? Encoding.UTF8.GetByteCount(address.LocalPart) + 1 + address.Domain.Length : 0;
        var most = Enumerable.Range(1, 63).Last(count => Bytes(Address(count)) > 0);

        Assert.Equal(254, Bytes(Address(most)));
        Assert.InRange(most, 1, 62);
        Assert.True(Address(most + 1).Length < 191);
    }
}
