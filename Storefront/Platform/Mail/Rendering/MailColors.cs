using Storefront.Platform.Branding.Palette;

namespace Storefront.Platform.Mail.Rendering;

/// <summary>The colours of an HTML mail: the calm ones of the pages, and the merchant's where it acts, in light and dark.</summary>
/// <param name="Light">The merchant's colours on white paper.</param>
/// <param name="Dark">The same on dark paper, where a dark brand would drown.</param>
public sealed record MailColors(BrandPalette Light, BrandPalette Dark)
{
    public const string Ground = "#f6f5f3";
    public const string Paper = "#ffffff";
    public const string Ink = "#1d1b19";
    public const string Soft = "#5a554f";
    public const string Line = "#dedad5";
    public const string DarkGround = "#141312";
    public const string DarkPaper = "#1f1d1b";
    public const string DarkInk = "#f1eeea";
    public const string DarkSoft = "#b8b1a9";
    public const string DarkLine = "#3a3633";

    public static MailColors Of(Merchant merchant) =>
        new(BrandPalette.Light(merchant.PrimaryColor, merchant.AccentColor), BrandPalette.Dark(merchant.PrimaryColor, merchant.AccentColor));
}
