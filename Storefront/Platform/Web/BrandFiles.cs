using System.Security.Cryptography;
using System.Text;
using Storefront.Domain;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web;

/// <summary>Serves a merchant's brand as files named by their content: the stylesheet and the logo.</summary>
public static class BrandFiles
{
    private const string Forever = "public, max-age=31536000, immutable";

    public static string LogoAddress(Merchant merchant) => $"/brand/{Fingerprint(Mark(merchant))}.svg";

    public static void MapBrandFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/brand/{fingerprint}.css", ServeSheetAsync).ExcludeFromDescription();
        routes.MapGet("/brand/{fingerprint}.svg", (CurrentMerchant tenant, HttpResponse response) => Serve(response, "image/svg+xml", Mark(tenant.Merchant))).ExcludeFromDescription();
    }

    private static Task ServeSheetAsync(HttpContext context, CurrentMerchant tenant, BrandSheets sheets)
    {
        context.Response.Headers.CacheControl = Forever;
        return sheets.Of(tenant.Merchant).WriteAsync(context, "text/css; charset=utf-8");
    }

    private static IResult Serve(HttpResponse response, string type, string content)
    {
        response.Headers.CacheControl = Forever;
        return Microsoft.AspNetCore.Http.Results.Text(content, type);
    }

    private static string Mark(Merchant merchant) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="{merchant.PrimaryColor}"/><path d="{merchant.LogoPath}" fill="{merchant.AccentColor}"/></svg>""";

    private static string Fingerprint(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
}
