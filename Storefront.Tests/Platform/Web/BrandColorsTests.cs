using Storefront.Platform.Web;

namespace Storefront.Tests.Platform.Web;

public sealed class BrandColorsTests
{
    private const double Aa = 4.5;

    // A grid over all colours, ends included.
    private static readonly string[] Colors = [.. from red in Steps() from green in Steps() from blue in Steps() select $"#{red:x2}{green:x2}{blue:x2}"];

    [Fact]
    public void Text_on_any_brand_colour_can_be_read() => Assert.All(Colors, color => Assert.True(BrandColors.Contrast(BrandColors.TextOn(color), color) >= Aa, color));

    [Theory]
    [InlineData(BrandColors.LightSurface), InlineData(BrandColors.DarkSurface)]
    public void A_link_in_any_brand_colour_can_be_read(string surface) =>
        Assert.All(Colors, color => Assert.True(BrandColors.Contrast(BrandColors.ReadableOn(surface, color), surface) >= Aa, color));

    [Fact]
    public void A_colour_that_can_be_read_already_stays_as_the_merchant_chose_it() => Assert.Equal("#7c2d12", BrandColors.ReadableOn(BrandColors.LightSurface, "#7c2d12"));

    [Fact]
    public void A_colour_that_cannot_be_read_keeps_its_hue()
    {
        var lighter = BrandColors.ReadableOn(BrandColors.DarkSurface, "#14532d");

        Assert.NotEqual("#14532d", lighter);
        Assert.Equal(System.Drawing.ColorTranslator.FromHtml("#14532d").GetHue(), System.Drawing.ColorTranslator.FromHtml(lighter).GetHue(), tolerance: 1.5f);
    }

    private static IEnumerable<int> Steps() => Enumerable.Range(0, 9).Select(step => Math.Min(step * 32, 255));
}
