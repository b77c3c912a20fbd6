using Storefront.Platform.Branding.Palette;

namespace Storefront.Tests.Platform.Branding.Palette;

public sealed class BrandColorsTests
{
    private const string Light = "#f6f5f3";
    private const string Dark = "#1f1d1b";

    // A grid over all colours, extremes included.
    private static readonly string[] Colors = [
        .. from red in Steps() from green in Steps() from blue in Steps() select $"#{red:x2}{green:x2}{blue:x2}"
    ];

    [Fact]
    public void Text_on_any_colour_is_readable() =>
        Assert.All(Colors, color => Assert.True(BrandColors.Contrast(BrandColors.TextOn(color), color) >= BrandColors.Text, color));

    [Fact]
    public void Text_on_any_shifted_colour_is_readable() =>
        Assert.All(
            Colors,
            color => Assert.True(BrandColors.Contrast(BrandColors.TextOn(color), BrandColors.Shifted(color, 0.06)) >= BrandColors.Text, color));

    [Theory]
    [InlineData(Light), InlineData(Dark)]
    public void Any_colour_is_corrected_until_readable(string ground) =>
        Assert.All(
            Colors,
            color => Assert.True(BrandColors.Contrast(BrandColors.ReadableOn(color, BrandColors.Text, ground), ground) >= BrandColors.Text, color));

    [Fact]
    public void A_readable_colour_stays_unchanged() => Assert.Equal("#7c2d12", BrandColors.ReadableOn("#7c2d12", BrandColors.Text, Light));

    [Fact]
    public void A_corrected_colour_keeps_its_hue()
    {
        var lighter = BrandColors.ReadableOn("#14532d", BrandColors.Text, Dark);

        Assert.NotEqual("#14532d", lighter);
        Assert.Equal(
            System.Drawing.ColorTranslator.FromHtml("#14532d").GetHue(), System.Drawing.ColorTranslator.FromHtml(lighter).GetHue(), tolerance: 1.5f);
    }

    private static IEnumerable<int> Steps() => Enumerable.Range(0, 9).Select(step => Math.Min(step * 32, 255));
}
