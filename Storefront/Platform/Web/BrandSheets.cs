using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Memory;
using Storefront.Domain;

namespace Storefront.Platform.Web;

/// <summary>A merchant's whole stylesheet: the look of every shop followed by this shop's tokens, in one file that is packed once and named by its content.</summary>
/// <remarks>One file saves a page one request; inline styles would need a hole in the CSP.</remarks>
public sealed partial class BrandSheets : IDisposable
{
    // Far more brands than change hands at once; a sheet takes some thirty kilobytes.
    private readonly MemoryCache _sheets = new(new MemoryCacheOptions { SizeLimit = 1000 });
    private readonly Lazy<string> _look = new(() => Spare(Read()));

    public string AddressOf(Merchant merchant) => $"/brand/{Of(merchant).Fingerprint}.css";

    public PackedText Of(Merchant merchant) => _sheets.GetOrCreate((merchant.PrimaryColor, merchant.AccentColor, merchant.Corners, merchant.LogoPath, merchant.LogoFile is null), entry =>
    {
        entry.Size = 1;
        return new PackedText(_look.Value + Tokens(merchant));
    })!;

    /// <summary>The tokens of a merchant's brand: corners, and the colours of both themes.</summary>
    public static string Tokens(Merchant merchant)
    {
        var (light, dark) = (BrandPalette.Light(merchant.PrimaryColor, merchant.AccentColor), BrandPalette.Dark(merchant.PrimaryColor, merchant.AccentColor));
        return ":root{" + Ends(merchant.Corners) + Mark(merchant) + Theme(light) + "}@media(prefers-color-scheme:dark){:root{" + Theme(dark) + "}}";
    }

    public void Dispose() => _sheets.Dispose();

    private static string Theme(BrandPalette palette) =>
        $"--brand:{palette.Brand};--brand-text:{palette.BrandText};--brand-hover:{palette.BrandHover};--brand-edge:{palette.BrandEdge};--link:{palette.Link};--mark:{palette.Mark};--tint:{palette.Tint}";

    // A drawn mark is so small that it travels with the sheet; a logo that was brought in is a file of its own.
    private static string Mark(Merchant merchant) => merchant.LogoFile is null ? $"--logo:url(\"data:image/svg+xml,{Uri.EscapeDataString(BrandFiles.Mark(merchant))}\");" : "";

    // Fields, buttons, cards.
    private static string Ends(Corners corners) => corners switch
    {
        Corners.Round => "--corner:.875rem;--corner-button:2rem;--corner-card:1.5rem;",
        Corners.Square => "--corner:0;--corner-button:0;--corner-card:0;",
        _ => "",
    };

    // Out of the program itself: a shop keeps its look in whatever folder the program is started.
    private static string Read()
    {
        using var reader = new StreamReader(typeof(BrandSheets).Assembly.GetManifestResourceStream("storefront.css")!);
        return reader.ReadToEnd();
    }

    // Comments and indentation are for whoever reads the source.
    private static string Spare(string css) => Ballast().Replace(css, "");

    [GeneratedRegex(@"/\*.*?\*/|\s*\n\s*", RegexOptions.Singleline)]
    private static partial Regex Ballast();
}
