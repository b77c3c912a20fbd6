using Storefront.Platform.Branding.Palette;

namespace Storefront.Tests.Support;

/// <summary>Which token of the stylesheet is used on which, and the contrast WCAG 2.2 AA requires of the two.</summary>
public static class ColorPairs
{
    /// <summary>Lines and stripes without meaning.</summary>
    public static readonly IReadOnlyList<string> Decoration = ["line"];

    public static readonly IReadOnlyList<(string Front, string Back, double Least)> All =
    [
        .. On(BrandColors.Text, "ink", "paper", "ground", "tint", "bad-ground", "good-ground"),
        .. On(BrandColors.Text, "soft", "paper", "ground", "tint"),
        .. On(BrandColors.Text, "link", "paper", "ground", "tint"),
        .. On(BrandColors.Text, "bad", "paper", "bad-ground"),
        .. On(BrandColors.Text, "good", "good-ground"),
        .. On(BrandColors.Text, "bad-text", "bad-fill", "bad-hover"),
        .. On(BrandColors.Text, "brand-text", "brand", "brand-hover"),

        // Edges of fields and buttons, the focus ring, icons, ticked boxes.
        .. On(BrandColors.Shape, "edge", "paper", "ground", "tint"),
        .. On(BrandColors.Shape, "brand-edge", "paper", "ground"),
        .. On(BrandColors.Shape, "mark", "paper", "ground", "tint"),
        .. On(BrandColors.Shape, "bad", "ground"),
        .. On(BrandColors.Shape, "bad-fill", "paper"),
    ];

    private static IEnumerable<(string, string, double)> On(double least, string front, params string[] grounds) =>
        grounds.Select(back => (front, back, least));
}
