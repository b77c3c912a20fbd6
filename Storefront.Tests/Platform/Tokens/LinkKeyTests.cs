using Storefront.Platform.Tokens;

namespace Storefront.Tests.Platform.Tokens;

public sealed class LinkKeyTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Keys_of_consecutive_links_are_in_order()
    {
        var keys = Enumerable.Range(0, 50).Select(milliseconds => LinkKey.Of(LinkKey.NewSecret(_now.AddMilliseconds(milliseconds * 37)))).ToList();

        Assert.Equal(keys, keys.OrderBy(Convert.ToHexString, StringComparer.Ordinal));
        Assert.All(keys, key => Assert.Equal(6 + 32, key.Length));
    }

    [Fact]
    public void Links_of_one_moment_share_only_the_moment()
    {
        var (one, other) = (LinkKey.NewSecret(_now), LinkKey.NewSecret(_now));

        Assert.Equal(one[..12], other[..12]);
        Assert.NotEqual(one[12..], other[12..]);
        Assert.NotEqual(LinkKey.Of(one), LinkKey.Of(other));
    }

    [Fact]
    public void Another_moment_before_the_same_secret_is_another_key()
    {
        var secret = LinkKey.NewSecret(_now);
        var moved = LinkKey.NewSecret(_now.AddMilliseconds(1))[..12] + secret[12..];

        Assert.NotEqual(LinkKey.Of(secret)[6..], LinkKey.Of(moved)[6..]);
    }

    [Theory, InlineData(""), InlineData("original"), InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq")]
    [InlineData("zzzzzzzzzzzzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"),
        InlineData("0123456789\u0431\u044bABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq")]
    public void Any_other_text_has_its_hash_as_key(string text) => Assert.Equal(Secret.Hash(text), LinkKey.Of(text));
}
