using Storefront.Platform.Tokens;

namespace Storefront.Tests.Platform.Tokens;

public sealed class LinkKeyTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Keys_of_links_made_one_after_another_stand_in_that_order()
    {
        var keys = Enumerable.Range(0, 50).Select(milliseconds => LinkKey.Of(LinkKey.NewSecret(_now.AddMilliseconds(milliseconds * 37)))).ToList();

        Assert.Equal(keys, keys.OrderBy(Convert.ToHexString, StringComparer.Ordinal));
        Assert.All(keys, key => Assert.Equal(6 + 32, key.Length));
    }

    [Fact]
    public void Links_of_one_moment_have_nothing_in_common_but_the_moment()
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
    [InlineData("zzzzzzzzzzzzABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"), InlineData("0123456789\u0431\u044bABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq")]
    public void Any_other_text_has_the_key_of_its_hash(string text) => Assert.Equal(Secret.Hash(text), LinkKey.Of(text));
}
