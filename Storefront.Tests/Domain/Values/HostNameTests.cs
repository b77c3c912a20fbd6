namespace Storefront.Tests.Domain.Values;

public sealed class HostNameTests
{
    private static readonly string _label63 = new('a', 63);
    private static readonly string _name253 = $"{_label63}.{_label63}.{_label63}.{new string('b', 61)}";

    public static TheoryData<string, string> Hosts => new()
    {
        { "aurora.localhost", "aurora.localhost" },
        { "Aurora.LOCALHOST.:5080", "aurora.localhost" },
        { "AURORA.LOCALHOST:80", "aurora.localhost" },
        { "localhost", "localhost" },
        { "shop.example.com.", "shop.example.com" },
        { "shop.example.com:65535", "shop.example.com" },
        { "r3---sn.example", "r3---sn.example" },
        { "7.example", "7.example" },
        { "bücher.example:443", "xn--bcher-kva.example" },
        { "BÜCHER.example", "xn--bcher-kva.example" },
        { "XN--Bcher-KVA.example", "xn--bcher-kva.example" },
        { "straße.example", "xn--strae-oqa.example" },
        { "127.0.0.1", "127.0.0.1" },
        { "127.0.0.1:5080", "127.0.0.1" },
        { "[::1]", "[::1]" },
        { "[::1]:5080", "[::1]" },
        { "[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]" },
        { _name253, _name253 },
        { _name253 + ".:65535", _name253 },
    };

    public static TheoryData<string?> NoHosts => new(
        null, "", " ", ".", "..", ":", ":80", ".:80", "a..", "a..:80", "a..b", ".a", "a b", " a", "a ", "a\0", "a\0.b", "a\r\nX: y", "a\tb",
        "a\u007f", "a\u200b.b", "a\u00ad.b", "\u202ea.b", "a\u00a0b",
        "a:", "a:x", "a:-1", "a:+80", "a: 80", "a:80 ", "a:123456", "a:65536", "a:80:80", "a:８０", "user@a", "user:pw@a", "http://a", "a/b", "a\\b",
        "a?b", "a#b", "a%2eb", "%61", "a_b.c", "_dmarc.a", "-a.b", "a-.b", "a*b", "*.a.b", "a,b", "a;b",
        "a\uff0eb", "a\u3002b", "ａ.b", "\u212a.b", "\ufb01.b", "İ.b", "❤.b", "\ud800.b", "a.\udc00", "a\ufffe.b", "xn--.b", "xn--a.b",
        "xn--example-.b", "xn--bücher.b", "xn--bcher-kva.bücher",
        "127.1", "127.0.0.256", "127.0.0.1.5", "010.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "a.1", "a.0x1", "127.0.0.1..",
        "::1", "[::1", "::1]", "[]", "[", "]", "[::1].", "[::1]x", "[::1]80", "[::1]:", "[::1%25eth0]", "[fe80::1%1]", "[127.0.0.1]", "[a.b]",
        "[::1]:x", "[[::1]]", "[::g]",
        new string('a', 64) + ".b", new string('a', 254), _name253 + "c", new string('ü', 60) + ".b", "<script>.b", "{{a}}.b");

    [Theory, MemberData(nameof(Hosts), DisableDiscoveryEnumeration = true)]
    public void A_host_header_has_one_normal_form(string header, string host)
    {
        Assert.Equal(host, HostName.Normalize(header));
        Assert.Equal(host, HostName.Normalize(host));
    }

    [Theory, MemberData(nameof(NoHosts), DisableDiscoveryEnumeration = true)]
    public void A_header_that_is_no_host_has_no_normal_form(string? header) => Assert.Null(HostName.Normalize(header));

    [Theory]
    [InlineData("shop.example.com", "shop.example.com")]
    [InlineData(" Cedar.Localhost. ", "cedar.localhost")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    public void An_operator_may_type_a_dns_name(string text, string expected)
    {
        Assert.Null(HostName.Check(text, out var host));
        Assert.Equal(expected, host);
        Assert.Equal(host, HostName.Normalize(host));
    }

    [Theory]
    [InlineData("shop.example.com:443")]
    [InlineData("https://shop.example.com")]
    [InlineData("shop.example.com/")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("*.example.com")]
    [InlineData("shop..example.com")]
    [InlineData("shop example.com")]
    [InlineData("shop.example.com..")]
    [InlineData("shop_1.example.com")]
    [InlineData("localhost")]
    [InlineData("Localhost.")]
    [InlineData("shop")]
    [InlineData("bücher")]
    public void An_operator_may_type_nothing_else(string text)
    {
        Assert.Equal("Enter a host name alone, such as shop.example.com.", HostName.Check(text, out var host)?.English);
        Assert.Empty(host);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_operator_must_type_something(string? text) =>
        Assert.Equal("Enter a host name.", HostName.Check(text, out _)?.English);

    [Theory]
    [InlineData("ISTANBUL.EXAMPLE", "istanbul.example")]
    [InlineData("BÜCHERI.EXAMPLE", "xn--bcheri-3ya.example")]
    public void Hosts_are_the_same_in_every_culture(string header, string host) =>
        Assert.Equal(host, HostileText.InTurkish(() => HostName.Normalize(header)));

    [Fact]
    public void Random_text_never_throws_and_accepted_text_is_stable()
    {
        foreach (var text in HostileText.Known().Concat(HostileText.Nonsense(30_000))
            .Concat(HostileText.Nonsense(30_000).Select(text => $"a{text}.com:80")))
        {
            var host = HostName.Normalize(text);
            Assert.Equal(host, host is null ? null : HostName.Normalize(host));
            Assert.True(host is null || host.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || ".-[]:".Contains(c)), host);
            if (HostName.Check(text, out var name) is null)
            {
                Assert.Equal(name, HostName.Normalize(name));
            }
        }
    }
}
