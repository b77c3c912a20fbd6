using Storefront.Platform.Branding.Palette;

namespace Storefront.Features.Merchants.Settings;

/// <summary>A shop's brand as its merchant sees it.</summary>
public sealed record BrandView
{
    public required string Name { get; init; }
    public required string Primary { get; init; }
    public required string Accent { get; init; }
    public required Corners Corners { get; init; }
    public required string? Tagline { get; init; }

    /// <summary>The logo's file, below <c>/brand/</c> at the shop's host, and its size in pixels; null where the drawn mark is shown.</summary>
    public required BrandLogoView? Logo { get; init; }
    public required BrandContrast Contrast { get; init; }

    /// <summary>Names these values: a change that names it is refused when somebody else has changed them meanwhile.</summary>
    public required string Version { get; init; }

    public static BrandView Of(Merchant merchant) => new()
    {
        Name = merchant.Name,
        Primary = merchant.PrimaryColor,
        Accent = merchant.AccentColor,
        Corners = merchant.Corners,
        Tagline = merchant.Tagline,
        Logo = merchant.LogoFile is { } file ? new(file, merchant.LogoWidth, merchant.LogoHeight) : null,
        Contrast = BrandContrast.Of(merchant.PrimaryColor, merchant.AccentColor),
        Version = MerchantChanges.VersionOf(Compared(merchant)),
    };

    /// <summary>The settings as the audit names them.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> Compared(Merchant merchant) =>
    [
        ("name", merchant.Name), ("logo", merchant.LogoFile), ("primary", merchant.PrimaryColor), ("accent", merchant.AccentColor),
        ("corners", $"{merchant.Corners}"), ("tagline", merchant.Tagline),
    ];
}

/// <summary>A logo's file name and its size.</summary>
public sealed record BrandLogoView(string File, int Width, int Height);

/// <summary>How two colours look on a light and on a dark page.</summary>
public sealed record BrandContrast(ThemeContrast Light, ThemeContrast Dark)
{
    public static BrandContrast Of(string primary, string accent) => new(
        ThemeContrast.Of(primary, accent, BrandPalette.Light(primary, accent), BrandPalette.LightGrounds[0]),
        ThemeContrast.Of(primary, accent, BrandPalette.Dark(primary, accent), BrandPalette.DarkGrounds[0]));
}

/// <summary>The colours as a page shows them, and their contrast, 1 to 21: 4.5 is readable text, 3 a visible shape.</summary>
/// <param name="Button">The fill of buttons.</param>
/// <param name="ButtonText">The text on them.</param>
/// <param name="Link">Links.</param>
/// <param name="Mark">Small marks, from the accent.</param>
/// <param name="ButtonContrast">Between a button's text and its fill.</param>
/// <param name="LinkContrast">Between a link and the page.</param>
/// <param name="MarkContrast">Between a mark and the page.</param>
/// <param name="IsCorrected">Whether a chosen colour is shown lighter or darker, because as chosen it could not be read or seen.</param>
public sealed record ThemeContrast(
    string Button, string ButtonText, string Link, string Mark, double ButtonContrast, double LinkContrast, double MarkContrast, bool IsCorrected)
{
    public static ThemeContrast Of(string primary, string accent, BrandPalette palette, string ground) => new(
        palette.Brand, palette.BrandText, palette.Link, palette.Mark, Rounded(palette.BrandText, palette.Brand), Rounded(palette.Link, ground),
        Rounded(palette.Mark, ground), palette.Link != primary || palette.Mark != accent || palette.Brand != primary);

    private static double Rounded(string one, string other) => Math.Floor(BrandColors.Contrast(one, other) * 100) / 100;
}

/// <summary>An answer with a brand.</summary>
public sealed record BrandData(BrandView Brand);

/// <summary>An answer with the contrast of two colours.</summary>
public sealed record BrandContrastData(BrandContrast Contrast);
