using Storefront.Platform.Branding.Palette;

namespace Storefront.Platform.Mail.Rendering;

/// <summary>The colours of an HTML mail: neutral ones as on the pages, and the merchant's for actions, in light and dark.</summary>
/// <param name="Light">The merchant's colours on a light background.</param>
/// <param name="Dark">The merchant's colours on a dark background, lightened where necessary.</param>
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

    /// <summary>The style block of an HTML mail, for programs that support phones and dark mode; inline styles do the rest.</summary>
    /// <remarks>It is one line without quotes, because Blazor would encode them and break the style block.</remarks>
    public string StyleSheet => $$"""
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        .preheader { display: none !important; }
        @media (max-width: 480px) {
        .outer { padding: 0 !important; }
        .paper { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
        .pad { padding-left: 24px !important; padding-right: 24px !important; }
        a.button { padding: 14px 20px !important; } }
        @media (prefers-color-scheme: dark) {
        .ground { background-color: {{DarkGround}} !important; }
        .paper { background-color: {{DarkPaper}} !important; border-color: {{DarkLine}} !important; }
        .ink { color: {{DarkInk}} !important; }
        .soft { color: {{DarkSoft}} !important; }
        .line { border-color: {{DarkLine}} !important; }
        .plate { background-color: {{Paper}} !important; padding: 4px !important; }
        .button { background-color: {{Dark.Brand}} !important; border-color: {{Dark.BrandEdge}} !important; color: {{Dark.BrandText}} !important; }
        .way { color: {{Dark.Link}} !important; } }
        """.ReplaceLineEndings("");
}
