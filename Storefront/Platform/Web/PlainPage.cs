using System.Globalization;
using System.Net;
using Microsoft.Extensions.Localization;
using Storefront.Domain;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Texts;

namespace Storefront.Platform.Web;

/// <summary>The page for a status that no page of the shop answered: one heading, one sentence, and the way back where there is a shop.</summary>
/// <remarks>Written by hand and not by Blazor, because it must also work when rendering is what failed.</remarks>
public static class PlainPage
{
    public static Task WriteAsync(HttpContext context)
    {
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<Sentences>>();
        var merchant = context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant ? tenant.Merchant : null;

        // The language was chosen further in, after the tenant was known; out here it has to be chosen again.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(merchant?.Language ?? "en");
        var (heading, sentence) = Words(context.Response.StatusCode, merchant is not null);
        var way = merchant is null ? "" : $"""<p class="back"><a href="{ShopPages.Front}">{Text(texts["To the front page of {0}", merchant.Name])}</a></p>""";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{merchant?.Language ?? "en"}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(texts.Of(heading))}</title>
            {(merchant is null ? """<link rel="stylesheet" href="/storefront.css">""" : Brand(context, merchant))}
            </head>
            <body>
            <header class="brand">{Home(merchant)}</header>
            <main class="page"><h1>{Text(texts.Of(heading))}</h1><p>{Text(texts.Of(sentence))}</p>{way}</main>
            </body>
            </html>
            """);
    }

    private static string Brand(HttpContext context, Merchant merchant) => $"""
        <link rel="stylesheet" href="{context.RequestServices.GetRequiredService<BrandSheets>().AddressOf(merchant)}">
        <link rel="icon" href="{BrandFiles.LogoAddress(merchant)}">
        """;

    private static string Home(Merchant? merchant) => merchant is null
        ? """<span class="home">Storefront</span>"""
        : $"""<a class="home" href="{ShopPages.Front}"><img class="logo" src="{BrandFiles.LogoAddress(merchant)}" alt="" width="36" height="36"> {Text(merchant.Name)}</a>""";

    private static (Sentence Heading, Sentence Text) Words(int status, bool atShop) => status switch
    {
        StatusCodes.Status404NotFound when !atShop => ("There is no shop at this address", "Check the address, or ask the shop for its link."),
        StatusCodes.Status404NotFound => ("This page does not exist", "The link may be old, or mistyped."),
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType
            => ("This could not be understood", "Nothing was changed. Go back and try again."),
        StatusCodes.Status413PayloadTooLarge => ("This is too large", "Nothing was changed. Send less text and try again."),
        StatusCodes.Status429TooManyRequests => ("Too many requests", "Wait a minute and try again."),
        _ => ("Something went wrong", "It is not your fault. Try again in a minute; nothing was half done."),
    };

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
