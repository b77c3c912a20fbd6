using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web;

/// <summary>Serves a merchant's brand as files named by their content: the stylesheet and the logo.</summary>
/// <remarks>Whatever name is asked for, it is this shop's own file that comes: a page that was rendered just before a change still finds one.</remarks>
public static class BrandFiles
{
    private const string Picture = ".png";
    private const string Forever = "public, max-age=31536000, immutable";

    // Also opened by itself, in a window of its own, a drawing can do nothing.
    private const string LogoPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    public static string LogoAddress(Merchant merchant) => $"/brand/{merchant.LogoFile ?? Fingerprint(Mark(merchant)) + ".svg"}";

    /// <summary>The logo as a picture of dots, for mails; null where the shop has brought a drawing, which few mail programs show.</summary>
    public static string? PictureAddress(Merchant merchant) => merchant.LogoFile switch
    {
        null => $"/brand/{Fingerprint(Mark(merchant))}{Picture}",
        var file when file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) => null,
        var file => $"/brand/{file}",
    };

    /// <summary>The icon of the window: a drawn mark travels in the page itself, because a request of its own would cost more than its few bytes.</summary>
    public static string IconAddress(Merchant merchant) => merchant.LogoFile is null ? $"data:image/svg+xml,{Uri.EscapeDataString(Mark(merchant))}" : LogoAddress(merchant);

    public static void MapBrandFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/brand/{fingerprint}.css", ServeSheetAsync).ExcludeFromDescription();
        routes.MapGet("/brand/{logo}", ServeLogoAsync).ExcludeFromDescription();
    }

    private static Task ServeSheetAsync(HttpContext context, CurrentMerchant tenant, BrandSheets sheets)
    {
        context.Response.Headers.CacheControl = Forever;
        return sheets.Of(tenant.Merchant).WriteAsync(context, "text/css; charset=utf-8");
    }

    private static async Task<IResult> ServeLogoAsync(string logo, CurrentMerchant tenant, StorefrontDb db, HttpResponse response, CancellationToken ct)
    {
        var own = tenant.Merchant.LogoFile is null ? null : await db.BrandLogos.AsNoTracking().FirstOrDefaultAsync(ct);
        response.Headers.CacheControl = Forever;
        response.Headers.ContentSecurityPolicy = LogoPolicy;

        // Mails show it too, on whatever site their reader reads them.
        response.Headers[SecurityHeaders.ResourcePolicy] = "cross-origin";
        if (own is not null)
        {
            return Microsoft.AspNetCore.Http.Results.Bytes(own.Content, own.MediaType);
        }

        return logo.EndsWith(Picture, StringComparison.OrdinalIgnoreCase)
            ? Microsoft.AspNetCore.Http.Results.Bytes(LogoPicture.Of(tenant.Merchant), "image/png")
            : Microsoft.AspNetCore.Http.Results.Bytes(Encoding.UTF8.GetBytes(Mark(tenant.Merchant)), "image/svg+xml");
    }

    /// <summary>The drawn mark of a shop that has brought no logo.</summary>
    public static string Mark(Merchant merchant) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="{merchant.PrimaryColor}"/><path d="{merchant.LogoPath}" fill="{merchant.AccentColor}"/></svg>""";

    private static string Fingerprint(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
}
