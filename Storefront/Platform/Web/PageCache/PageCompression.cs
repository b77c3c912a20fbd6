using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Storefront.Platform.Api;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.PageCache;

/// <summary>Compresses pages, except where the compressed size could reveal their content (BREACH; ADR 0023).</summary>
/// <remarks>The attack needs a secret and attacker-chosen text in one page, and a victim's browser that another site makes fetch it
/// repeatedly. Antiforgery tokens are encrypted anew in every page, so the secrets are a customer's data. A signed-in page is therefore
/// compressed only when the browser reports that its user or our own page made the request.</remarks>
public static class PageCompression
{
    private static readonly string[] Own = ["same-origin", "none"];

    public static IServiceCollection AddPackedPages(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/html"]));

    public static void UsePageCompression(this WebApplication app) => app.UseWhen(MayCompress, pages => pages.UseResponseCompression());

    private static bool MayCompress(HttpContext context) =>
        !ApiKernel.IsApi(context)
            && (SessionCookie.Read(context.Request) is null || Own.Contains(context.Request.Headers["Sec-Fetch-Site"].ToString()));
}
