using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Storefront.Platform.Api;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.PageCache;

/// <summary>Packs pages on their way, except where the size of a packed page could tell a stranger what is in it (BREACH; ADR 0023).</summary>
/// <remarks>The attack needs three things in one page: a secret, words of the attacker's choosing, and a victim's browser that fetches it over
/// and over at a foreign site's bidding. Antiforgery tokens are encrypted anew in every page, so the secrets are a customer's data. A page for
/// somebody signed in is therefore packed only when the browser says that the request is its user's own or comes from our pages.</remarks>
public static class PageCompression
{
    private static readonly string[] Own = ["same-origin", "none"];

    public static IServiceCollection AddPackedPages(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .AddResponseCompression(options => (options.EnableForHttps, options.MimeTypes) = (true, ["text/html"]));

    public static void UsePackedPages(this WebApplication app) => app.UseWhen(MayPack, pages => pages.UseResponseCompression());

    private static bool MayPack(HttpContext context) =>
        !ApiKernel.IsApi(context) && (SessionCookie.Read(context.Request) is null || Own.Contains(context.Request.Headers["Sec-Fetch-Site"].ToString()));
}
