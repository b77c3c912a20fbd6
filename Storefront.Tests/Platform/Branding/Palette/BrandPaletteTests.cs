using System.Security.Cryptography;
using System.Text;
using Storefront.Platform.Branding;
using Storefront.Platform.Branding.Palette;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Branding.Palette;

/// <summary>Whatever two colours a merchant has, everything shown in them is readable and visible (WCAG 2.2 AA), in both themes.</summary>
public sealed class BrandPaletteTests
{
    // Always the same six hundred: a failure is reproducible.
    private static readonly (string Primary, string Accent)[] Brands =
    [
        ("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#808080", "#808080"), ("#ffff00", "#00ffff"), ("#0000ff", "#ff0000"),
        ("#f6f5f3", "#141312"), ("#1f1d1b", "#fefefe"),
        .. Enumerable.Range(0, 600).Select(number => SHA256.HashData(Encoding.ASCII.GetBytes($"brand {number}")))
        .Select(bytes => (Hex(bytes, 0), Hex(bytes, 3))),
    ];

    [Theory, InlineData(false), InlineData(true)]
    public void Every_colour_pair_of_the_stylesheet_is_readable_in_every_brand(bool isDark)
    {
        var tokens = StyleSheet.Colors(isDark);
        AssertPairs("no brand", tokens);
        foreach (var (primary, accent) in Brands)
        {
            var own = StyleSheet.Read(BrandSheets.Tokens(Shop(primary, accent)), isDark);
            Assert.Equal(7, own.Count);
            AssertPairs(
                $"{primary} with {accent}",
                tokens.Concat(own).GroupBy(token => token.Key).ToDictionary(token => token.Key, token => token.Last().Value));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_palettes_backgrounds_equal_those_of_the_stylesheet(bool isDark)
    {
        var tokens = StyleSheet.Colors(isDark);

        Assert.Equal([tokens["paper"], tokens["ground"]], isDark ? BrandPalette.DarkGrounds : BrandPalette.LightGrounds);
    }

    [Fact]
    public void On_a_light_page_buttons_have_the_merchants_exact_colour() =>
        Assert.All(Brands, brand => Assert.Equal(brand.Primary, BrandPalette.Light(brand.Primary, brand.Accent).Brand));

    [Fact]
    public void On_a_dark_page_an_invisible_fill_is_lightened_and_keeps_its_hue()
    {
        var fill = BrandPalette.Dark("#14532d", "#bbf7d0").Brand;

        Assert.NotEqual("#14532d", fill);
        Assert.Equal(
            System.Drawing.ColorTranslator.FromHtml("#14532d").GetHue(), System.Drawing.ColorTranslator.FromHtml(fill).GetHue(), tolerance: 1.5f);
    }

    [Fact]
    public void Hovering_changes_every_fill() =>
        Assert.All(Brands, brand => Assert.NotEqual(brand.Primary, BrandPalette.Light(brand.Primary, brand.Accent).BrandHover));

    private static void AssertPairs(string brand, Dictionary<string, string> tokens) => Assert.Equal([], ColorPairs.All
        .Where(pair => BrandColors.Contrast(tokens[pair.Front], tokens[pair.Back]) < pair.Least)
        .Select(pair => $"{brand}: {pair.Front} {tokens[pair.Front]} on {pair.Back} {tokens[pair.Back]}"));

    private static Merchant Shop(string primary, string accent) =>
        new() { Name = "", SenderAddress = "", SupportAddress = "", PrimaryColor = primary, AccentColor = accent };

    private static string Hex(byte[] bytes, int start) => $"#{Convert.ToHexStringLower(bytes.AsSpan(start, 3))}";
}
