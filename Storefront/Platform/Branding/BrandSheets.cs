using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Branding.Palette;
using Storefront.Platform.Caching;
using Storefront.Platform.Http;

namespace Storefront.Platform.Branding;

/// <summary>A merchant's whole stylesheet: the common styles, the merchant's tokens and its logo, in one file that is compressed once and
/// named by its content.</summary>
/// <remarks>One file saves a page two requests; inline styles would weaken the CSP.</remarks>
public sealed partial class BrandSheets(TimeProvider clock)
{
    // Far more brands than are in use at once; a stylesheet takes about forty kilobytes.
    private readonly TimedCache<object, PackedText> _sheets = new(1000, clock);
    private readonly TimedCache<object, string> _names = new(1000, clock);
    private readonly Lazy<string> _look = new(() => Spare(Read()));

    public string AddressOf(Merchant merchant) => $"/brand/{NameOf(merchant)}.css";

    /// <summary>A name that changes with everything the stylesheet contains. The logo's file name represents its content, so that no page
    /// must read the logo.</summary>
    public string NameOf(Merchant merchant) => _names.GetOrAdd(
        KeyOf(merchant), () =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_look.Value + Tokens(merchant) + merchant.LogoFile)))[..12]);

    /// <summary>The stylesheet; the merchant's logo is read on a cache miss.</summary>
    public async Task<PackedText> OfAsync(Merchant merchant, Func<Task<BrandLogo?>> readLogo)
    {
        if (_sheets.TryGet(KeyOf(merchant), out var known))
        {
            return known;
        }

        var logo = merchant.LogoFile is null ? null : await readLogo();
        var sheet = new PackedText(_look.Value + Tokens(merchant) + Brought(merchant, logo));

        // A logo imported after the merchant was read belongs to the next stylesheet, so this one is not cached with it.
        return merchant.LogoFile == (logo is null ? null : LogoFile.NameOf(logo.Content, logo.MediaType))
            ? _sheets.Set(KeyOf(merchant), sheet) : sheet;
    }

    /// <summary>The tokens of a merchant's brand: corners, and the colours of both themes.</summary>
    public static string Tokens(Merchant merchant)
    {
        var (light, dark) =
            (BrandPalette.Light(merchant.PrimaryColor, merchant.AccentColor), BrandPalette.Dark(merchant.PrimaryColor, merchant.AccentColor));
        return ":root{" + Ends(merchant.Corners) + Mark(merchant) + Theme(light) + "}@media(prefers-color-scheme:dark){:root{" + Theme(dark) + "}}";
    }

    // Drawn marks with equal colours may share a stylesheet; a logo belongs to its merchant only.
    private static object KeyOf(Merchant merchant) =>
        (
            merchant.PrimaryColor, merchant.AccentColor, merchant.Corners, merchant.LogoPath, merchant.LogoFile,
            merchant.LogoFile is null ? 0 : merchant.Id);

    private static string Theme(BrandPalette palette) =>
        $"--brand:{palette.Brand};--brand-text:{palette.BrandText};--brand-hover:{palette.BrandHover};--brand-edge:"
            + $"{palette.BrandEdge};--link:{palette.Link};--mark:{palette.Mark};--tint:{palette.Tint}";

    private static string Brought(Merchant merchant, BrandLogo? logo) =>
        logo is null
            ? ""
            : $":root{{--logo:url(\"{LogoFile.AsData(logo.Content, logo.MediaType)}\");--shape:{merchant.LogoWidth}/{merchant.LogoHeight}}}";

    private static string Mark(Merchant merchant) =>
        merchant.LogoFile is null ? $"--logo:url(\"data:image/svg+xml,{Uri.EscapeDataString(BrandFiles.Mark(merchant))}\");" : "";

    // Fields, buttons, cards.
    private static string Ends(Corners corners) => corners switch
    {
        Corners.Round => "--corner:.875rem;--corner-button:2rem;--corner-card:1.5rem;",
        Corners.Square => "--corner:0;--corner-button:0;--corner-card:0;",
        _ => "",
    };

    // Embedded in the program: the stylesheet does not depend on the current folder.
    private static string Read()
    {
        using var reader = new StreamReader(typeof(BrandSheets).Assembly.GetManifestResourceStream("storefront.css")!);
        return reader.ReadToEnd();
    }

    // Comments and indentation are only for readers of the source.
    private static string Spare(string css) => Ballast().Replace(css, "");

    [GeneratedRegex(@"/\*.*?\*/|\s*\n\s*", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ballast();
}
