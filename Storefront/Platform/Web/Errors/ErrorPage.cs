using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Storefront.Platform.Branding;
using Storefront.Platform.Callers;
using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Texts;
using Storefront.Platform.Web.Middleware;

namespace Storefront.Platform.Web.Errors;

/// <summary>The page for a status that no page answered: one heading, one sentence, and a link back where there is a merchant.</summary>
/// <remarks>Written without Blazor, because it must also work when rendering failed.</remarks>
public static class ErrorPage
{
    private static readonly (Sentence Heading, Sentence Text) ForeignWords = (
        "This form was sent from another site", "Nothing was done. Open the page here and send its form again.");

    public static Task WriteAsync(HttpContext context)
    {
        var merchant = context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant ? tenant.Merchant : null;
        var closed = context.Features.Get<ClosedShop>();

        // The language was set further in, for the page; this middleware is outside and must set it again.
        PageLanguage.Speak(context, closed?.Merchant.Language);
        var texts = context.RequestServices.GetRequiredService<PageText>();
        var (heading, sentence) = closed is not null ? Words(closed)
            : context.Features.Get<ForeignForm>() is not null ? ForeignWords
            : Words(
                context.Response.StatusCode,
                merchant is not null || context.RequestServices.GetRequiredService<PlatformHosts>().AreAskedBy(context.Request));
        var main = $"<h1>{Text(texts.Of(heading))}</h1><p>{Text(texts.Of(sentence))}</p>";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(merchant is null
            ? StandaloneErrorPage.Around(context, CultureInfo.CurrentUICulture.Name, Text(texts.Of(heading)), main, closed?.Merchant)
            : AtShop(context, merchant, texts, Text(texts.Of(heading)), main + Trace(context, merchant, texts) + Way(merchant, texts)));
    }

    private static string AtShop(HttpContext context, Merchant merchant, PageText texts, string title, string main) => $"""
        <!DOCTYPE html>
        <html lang="{CultureInfo.CurrentUICulture.Name}" dir="{TextDirection.Current}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="stylesheet" href="{context.RequestServices.GetRequiredService<BrandSheets>().AddressOf(merchant)}">
        <link rel="icon" href="{BrandFiles.IconAddress(merchant)}">
        </head>
        <body>
        <header class="brand">
        <a class="home" href="{ShopPages.Front}"><span class="{BrandFiles.LogoClass(merchant)}"></span>{Name(merchant)}</a>
        {Account(context, texts)}
        </header>
        <main class="page">{main}</main>
        {Foot(context, merchant, texts)}
        </body>
        </html>
        """;

    private static string Account(HttpContext context, PageText texts)
    {
        var (address, text) = context.Features.Get<Caller>()?.Customer is null ? (ShopPages.SignIn, texts["Sign in"])
            : (ShopPages.Account, texts["My account"]);
        return $"""<nav aria-label="{Text(texts["Account"])}"><a href="{address}">{Text(text)}</a></nav>""";
    }

    // The language form needs an antiforgery token, and creating one uses what may have failed.
    private static string Foot(HttpContext context, Merchant merchant, PageText texts)
    {
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            return "";
        }

        var address = Text(merchant.SupportAddress);
        return $"""<footer>{Languages(context, texts)}<p>{Text(merchant.Name)} <a href="mailto:{address}">{address}</a></p></footer>""";
    }

    private static string Current(string language) => language == CultureInfo.CurrentUICulture.Name ? " aria-current=\"true\"" : "";

    // The same form as LanguageSwitch, without the query: an error page must not repeat an address or a secret that stood in it.
    private static string Languages(HttpContext context, PageText texts)
    {
        var request = context.Request;
        var here = request.Path.ToUriComponent();
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return $"""
            <form class="languages" method="post" action="{ShopPages.Language}" aria-label="{Text(texts["Language"])}">
            <input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}">
            <input type="hidden" name="_handler" value="language"><input type="hidden" name="Input.Return" value="{Text(here)}">
            {string.Concat(Domain.Values.Languages.All.Select(Button))}</form>
            """;
    }

    private static string Button(string language)
    {
        var current = language == CultureInfo.CurrentUICulture.Name ? " aria-current=\"true\"" : "";
        var name = Text(Domain.Values.Languages.NameOf(language));
        return $"""<button type="submit" name="Input.Language" value="{language}" lang="{language}"{current}>{name}</button>""";
    }

    private static string Name(Merchant merchant) =>
        BrandFiles.LogoHoldsName(merchant) ? $"""<span class="unseen">{Text(merchant.Name)}</span>""" : Text(merchant.Name);

    private static string Way(Merchant merchant, PageText texts) =>
        $"""<p class="links"><a href="{ShopPages.Front}">{Text(texts["To the front page of {0}", merchant.Name])}</a></p>""";

    // The operator finds the failure by this number; it reveals nothing.
    private static string Trace(HttpContext context, Merchant merchant, PageText texts) =>
        context.Response.StatusCode == StatusCodes.Status500InternalServerError && Activity.Current?.TraceId is { } trace
            ? "<p class=\"help\">" + Text(texts["If it keeps happening, write to {0} and mention {1}.", merchant.SupportAddress, trace.ToString()])
                + "</p>"
            : "";

    private static (Sentence Heading, Sentence Text) Words(ClosedShop shop) =>
        (
            new("{0} is closed for now", shop.Merchant.Name),
            new(
                "You cannot sign in or change anything here at the moment. Your account is as you left it. Questions? Write to {0}.",
                shop.Merchant.SupportAddress));

    private static (Sentence Heading, Sentence Text) Words(int status, bool isKnownHost) => status switch
    {
        StatusCodes.Status404NotFound when !isKnownHost => ("There is no shop at this address", "Check the address, or ask the shop for its link."),
        StatusCodes.Status404NotFound => ("This page does not exist", "The link may be old, or mistyped."),
        StatusCodes.Status403Forbidden => ("This page is not open to you", "Sign in with another account, or go back."),
        StatusCodes.Status400BadRequest or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status408RequestTimeout
            or StatusCodes.Status415UnsupportedMediaType
            => ("This could not be understood", "Nothing was changed. Go back and try again."),
        StatusCodes.Status413PayloadTooLarge => ("This is too large", "Nothing was changed. Send less text and try again."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => (
            "Too many cookies",
            "Your browser sends more cookies than this page can read. The shop has removed its own, so you are signed out, and nothing was changed. "
            + "Open the page again. If this comes back, delete the cookies of this website in your browser."),
        StatusCodes.Status429TooManyRequests => ("Too many requests", "Wait a minute and try again."),
        StatusCodes.Status503ServiceUnavailable => ("Not available for a moment", "Wait a few seconds and try again."),
        _ => ("Something went wrong", "It is not your fault. Try again in a minute; nothing was half done."),
    };

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}
