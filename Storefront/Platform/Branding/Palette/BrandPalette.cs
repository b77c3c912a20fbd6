namespace Storefront.Platform.Branding.Palette;

/// <summary>A merchant's two colours as the tokens of one theme: the chosen colour where it is readable, else its hue, lighter or
/// darker.</summary>
/// <param name="Brand">The fill of buttons.</param>
/// <param name="BrandText">The text on that fill.</param>
/// <param name="BrandHover">The fill under the pointer.</param>
/// <param name="BrandEdge">The edge of a filled button, for a fill as light as the page.</param>
/// <param name="Link">Links and the focus ring.</param>
/// <param name="Mark">Icons and ticked boxes, from the second colour.</param>
/// <param name="Tint">A background under the pointer.</param>
public sealed record BrandPalette(string Brand, string BrandText, string BrandHover, string BrandEdge, string Link, string Mark, string Tint)
{
    // More than AA requires: a colour that only just passes looks disabled.
    private const double Comfortable = 5.5;
    private const double Breath = 0.06;
    private const double HoverStep = 0.06;

    /// <summary>The theme's own backgrounds, as in storefront.css: cards first, then the page around them.</summary>
    public static readonly IReadOnlyList<string> LightGrounds = ["#ffffff", "#f6f5f3"];
    public static readonly IReadOnlyList<string> DarkGrounds = ["#1f1d1b", "#141312"];

    /// <summary>On a light page the fill is the merchant's exact colour.</summary>
    public static BrandPalette Light(string primary, string accent) => Of(primary, primary, accent, LightGrounds);

    /// <summary>On a dark page a dark fill would not be visible, so it is lightened until it is.</summary>
    public static BrandPalette Dark(string primary, string accent) =>
        Of(BrandColors.ReadableOn(primary, BrandColors.Shape, DarkGrounds), primary, accent, DarkGrounds);

    private static BrandPalette Of(string fill, string primary, string accent, IReadOnlyList<string> grounds)
    {
        var tint = BrandColors.Tinted(grounds[0], primary, Breath);
        IReadOnlyList<string> all = [.. grounds, tint];
        return new(
            fill,
            BrandColors.TextOn(fill),
            BrandColors.Shifted(fill, HoverStep),
            BrandColors.ReadableOn(fill, BrandColors.Shape, all),
            BrandColors.ReadableOn(primary, Comfortable, all),
            BrandColors.ReadableOn(accent, BrandColors.Shape, all),
            tint);
    }
}
