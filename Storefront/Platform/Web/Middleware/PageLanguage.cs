using System.Globalization;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Decides the language of a page: the customer's own, else the one chosen in this browser, else the shop's.</summary>
/// <remarks>What a browser asks for by <c>Accept-Language</c> takes no part (ADR 0014): a shop decides what a newcomer reads, and a shopper from then on.</remarks>
public sealed class PageLanguage(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        Speak(context);
        return next(context);
    }

    /// <summary>Lets everything that is said from here on, in this flow of calls, be said in the language of the request, or in the given one.</summary>
    public static void Speak(HttpContext context, string? language = null) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language ?? Of(context));

    /// <summary>The language of the request; English where there is no shop.</summary>
    public static string Of(HttpContext context) => context.Features.Get<Caller>()?.Customer?.Language ?? OfVisitor(context);

    /// <summary>The language the browser would be spoken to in if nobody were signed in.</summary>
    public static string OfVisitor(HttpContext context) => context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant
        ? LanguageCookie.Read(context.Request) ?? tenant.Merchant.Language
        : Languages.Default;
}
