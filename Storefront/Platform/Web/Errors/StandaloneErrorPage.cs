using System.Net;
using System.Security.Cryptography;
using System.Text;
using Storefront.Platform.Branding;
using Storefront.Platform.Branding.Palette;

namespace Storefront.Platform.Web.Errors;

/// <summary>A self-contained page: at an unknown host without a brand, and at a suspended merchant with that merchant's colour and mark. No
/// other file is served there.</summary>
public static class StandaloneErrorPage
{
    // The neutral colours, the type and the card of the merchants' stylesheet, which this page cannot load.
    private const string Style =
        ":root{color-scheme:light dark;--ink:#1c1b1a;--soft:#57534e;--ground:#f6f5f3;--paper:#fff;--line:#e3e0dc}"
        + "@media(prefers-color-scheme:dark){:root{--ink:#f2efeb;--soft:#b9b2aa;--ground:#141312;--paper:#1f1d1b;--line:#3a3633}}"
        + "body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}"
        + "main{box-sizing:border-box;inline-size:min(100% - 2rem,30rem);margin:clamp(1rem,12vb,7rem) auto;"
        + "padding:clamp(1.25rem,5vi,2.5rem);background:var(--paper);"
        + "border:1px solid var(--line);border-radius:1rem;box-shadow:0 6px 24px rgb(28 27 26/.06)}"
        + "h1{margin:0 0 .75rem;font-size:1.75rem;line-height:1.2;letter-spacing:-.014em;text-wrap:balance}p{margin:0;color:var(--soft)}";

    /// <summary>The whole page around encoded content; the response gets the CSP that allows its styles.</summary>
    public static string Around(HttpContext context, string language, string title, string main, Merchant? shop = null)
    {
        var style = Style + (shop is null ? "" : Look(shop));
        var head = shop is null ? "" : $"<header>{WebUtility.HtmlEncode(shop.Name)}</header>";
        context.Response.Headers.ContentSecurityPolicy = PolicyOf(style);
        return $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <style>{style}</style>
            </head>
            <body>{head}<main>{main}</main></body>
            </html>
            """;
    }

    private static string Look(Merchant shop) =>
        "body{border-block-start:4px solid " + BrandPalette.Light(shop.PrimaryColor, shop.AccentColor).BrandEdge + "}"
        + "header{display:flex;align-items:center;gap:.75rem;max-inline-size:30rem;margin-inline:auto;padding:1rem 1.25rem;font-weight:600}"
        + "header::before{content:\"\";flex:none;inline-size:2.25rem;block-size:2.25rem;border-radius:.5rem;background:url(\""
            + BrandFiles.IconAddress(shop) + "\") center/contain no-repeat}"
        + "@media(prefers-color-scheme:dark){body{border-color:" + BrandPalette.Dark(shop.PrimaryColor, shop.AccentColor).BrandEdge + "}}";

    // The styles are inline, and the CSP allows exactly them, by hash.
    private static string PolicyOf(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; img-src data:; base-uri "
            + "'none'; form-action 'none'; frame-ancestors 'none'";
}
