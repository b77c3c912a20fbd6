using System.Security.Cryptography;
using System.Text;

namespace Storefront.Platform.Web;

/// <summary>A page where there is no shop whose look it could have: an unknown host, a closed shop. It needs nothing but itself.</summary>
public static class BarePage
{
    private const string Style =
        ":root{color-scheme:light dark}body{margin:0;background:canvas;color:canvastext;font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}main{max-inline-size:30rem;margin:clamp(2rem,15vb,9rem) auto;padding-inline:1.25rem}h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.014em}";

    // Its few rules stand in the page itself, and the policy names exactly them.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The whole page around encoded content; the response gets the policy that lets its rules work.</summary>
    public static string Around(HttpContext context, string language, string title, string main)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return $"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <style>{Style}</style>
            </head>
            <body><main>{main}</main></body>
            </html>
            """;
    }
}
