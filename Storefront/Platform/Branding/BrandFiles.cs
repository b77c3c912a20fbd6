using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Branding.Logos;
using Storefront.Platform.Branding.Palette;
using Storefront.Platform.Http;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Branding;

/// <summary>Serves a merchant's brand as files named by their content: the stylesheet with the logo, and the logo as an image for
/// mails.</summary>
/// <remarks>Any well-formed name serves the merchant's current file, so a page rendered just before a change still finds its stylesheet,
/// and an old mail its logo. Only the current name may be cached for ever. Any other name is 404.</remarks>
public static partial class BrandFiles
{
    private const string Drawing = "image/svg+xml";
    private const string Forever = "public, max-age=31536000, immutable";

    // Even opened by itself, in its own window, a merchant's file can run nothing.
    private const string LogoPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>The logo as a raster image for mails; null for a drawing, which few mail programs show.</summary>
    public static string? PictureAddress(Merchant merchant) => merchant.LogoFile switch
    {
        null => $"/brand/{Fingerprint(Mark(merchant))}.png",
        var file when file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) => null,
        var file => $"/brand/{file}",
    };

    /// <summary>The favicon, inline in the page: the drawn mark, or the merchant's initial. A logo would be another request, and a wide one
    /// unreadable.</summary>
    public static string IconAddress(Merchant merchant) =>
        $"data:{Drawing},{Uri.EscapeDataString(merchant.LogoFile is null ? Mark(merchant) : Initial(merchant))}";

    /// <summary>Whether the logo contains the merchant's name, as a wide one does.</summary>
    public static bool LogoHoldsName(Merchant merchant) => merchant.LogoWidth > 2 * merchant.LogoHeight;

    /// <summary>How the stylesheet shows the logo: a drawn mark as it is, an imported logo on white, for which it was made.</summary>
    public static string LogoClass(Merchant merchant) => merchant.LogoFile is null ? "logo mark" : "logo plate";

    public static void MapBrandFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/brand/{fingerprint}.css", ServeSheetAsync).ExcludeFromDescription();
        routes.MapGet("/brand/{logo}", ServeLogoAsync).ExcludeFromDescription();
    }

    private static async Task ServeSheetAsync(string fingerprint, HttpContext context, CurrentMerchant tenant, BrandSheets sheets, StorefrontDb db)
    {
        if (!SheetName().IsMatch(fingerprint))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var sheet = await sheets.OfAsync(tenant.Merchant, () => OwnAsync(db, context.RequestAborted));
        context.Response.Headers.CacheControl = Kept(fingerprint == sheets.NameOf(tenant.Merchant));
        await sheet.WriteAsync(context, "text/css; charset=utf-8");
    }

    // A drawing has no file of its own: pages have it in their stylesheet, and few mail programs would show it.
    private static async Task<IResult> ServeLogoAsync(
        string logo, CurrentMerchant tenant, LogoPictureCache pictures, StorefrontDb db, HttpResponse response, CancellationToken ct)
    {
        if (!PictureName().IsMatch(logo) || PictureAddress(tenant.Merchant) is not { } address)
        {
            return Microsoft.AspNetCore.Http.Results.NotFound();
        }

        var own = tenant.Merchant.LogoFile is null ? null : await OwnAsync(db, ct);
        response.Headers.CacheControl = Kept(address == $"/brand/{logo}");
        response.Headers.ContentSecurityPolicy = LogoPolicy;

        // Mails show it too, on whatever site their reader uses.
        response.Headers[SecurityHeaders.ResourcePolicy] = "cross-origin";
        return own is null
            ? Microsoft.AspNetCore.Http.Results.Bytes(pictures.Of(tenant.Merchant), "image/png")
            : Microsoft.AspNetCore.Http.Results.Bytes(own.Content, own.MediaType);
    }

    /// <summary>The drawn mark of a merchant without a logo.</summary>
    public static string Mark(Merchant merchant) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="{merchant.PrimaryColor}"/>"""
        + $"""<path d="{merchant.LogoPath}" fill="{merchant.AccentColor}"/></svg>""";

    private static string Initial(Merchant merchant)
    {
        var palette = BrandPalette.Light(merchant.PrimaryColor, merchant.AccentColor);
        var letter = WebUtility.HtmlEncode(StringInfo.GetNextTextElement(merchant.Name).ToUpperInvariant());
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="{palette.Brand}"/>"""
            + """<text x="32" y="47" font-size="42" font-weight="600" font-family="system-ui,sans-serif" text-anchor="middle" """
            + $"""fill="{palette.BrandText}">{letter}</text></svg>""";
    }

    private static Task<BrandLogo?> OwnAsync(StorefrontDb db, CancellationToken ct) => db.BrandLogos.AsNoTracking().FirstOrDefaultAsync(ct);

    private static string Kept(bool isUnderItsName) => isUnderItsName ? Forever : "no-cache";

    private static string Fingerprint(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];

    [GeneratedRegex(@"\A[0-9a-f]{12}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SheetName();

    [GeneratedRegex(@"\A[0-9a-f]{12}\.(png|jpg|webp)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PictureName();
}
