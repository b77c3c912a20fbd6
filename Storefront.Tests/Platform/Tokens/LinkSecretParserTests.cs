using Storefront.Platform.Tokens;

namespace Storefront.Tests.Platform.Tokens;

public sealed class LinkSecretParserTests
{
    private const string Older = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq";
    private const string Newer = "0123456789ab" + Older;

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}.")]
    [InlineData("{0}),")]
    [InlineData("<{0}>")]
    [InlineData("\"{0}\"")]
    [InlineData("{0}%3E")]
    [InlineData("{0}%25253E")]
    [InlineData("{0}/and?more=1")]
    [InlineData("{0}then")]
    [InlineData("{0} and then")]
    [InlineData("3D{0}")]
    [InlineData("3d{0}")]
    [InlineData("=3D{0}>")]
    [InlineData("3D{0}then")]
    [InlineData("%3D{0}")]
    [InlineData(" \u200b{0}\ufeff")]
    public void A_whole_secret_is_read_whatever_stands_around_it(string text)
    {
        foreach (var secret in new[] { Older, Newer })
        {
            Assert.Contains(secret, LinkSecretParser.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, secret)));
        }
    }

    [Theory]
    [InlineData("\r\n"), InlineData("\n"), InlineData("=\r\n"), InlineData("\r\n> "), InlineData("\n    "), InlineData("\t"), InlineData(" "),
        InlineData("\u00ad"), InlineData("\u200b")]
    [InlineData("\u2028"), InlineData("\ufeff"), InlineData("%0D%0A"), InlineData("%250A"), InlineData("%C2%AD"), InlineData("=%0D%0A")]
    public void What_broke_a_secret_in_two_is_taken_out(string between)
    {
        foreach (var at in new[] { 1, 20, Newer.Length - 1 })
        {
            Assert.Equal(Newer, LinkSecretParser.Read(Newer.Insert(at, between)).First());
        }
    }

    [Theory, InlineData(null), InlineData(""), InlineData(" .,\u00ad"), InlineData("%"), InlineData("%00"), InlineData("ы")]
    public void Text_without_letters_and_digits_holds_no_secret(string? text) => Assert.Empty(LinkSecretParser.Read(text));

    [Fact]
    public void What_was_cut_off_or_changed_in_case_is_not_made_up()
    {
        Assert.DoesNotContain(Newer, LinkSecretParser.Read(Newer[..^1]));
        Assert.DoesNotContain(Newer, LinkSecretParser.Read(Newer[1..]));
        Assert.DoesNotContain(Newer, LinkSecretParser.Read(Newer.ToLowerInvariant()));
        Assert.DoesNotContain(Newer, LinkSecretParser.Read(Newer.Insert(20, ".")));
    }

    [Fact]
    public void A_long_text_costs_few_readings() => Assert.InRange(LinkSecretParser.Read("3D" + new string('a', 100_000)).Count(), 1, 6);
}
