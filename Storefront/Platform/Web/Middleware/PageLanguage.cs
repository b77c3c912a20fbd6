using System.Globalization;
using Storefront.Platform.Callers;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Web.Cookies;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Decides the language of a page: the customer's, else the one chosen in this browser, else the merchant's or the platform's.</summary>
/// <remarks><c>Accept-Language</c> is ignored (ADR 0014).</remarks>
public sealed class PageLanguage(RequestDelegate next)
{
    // Of the platform's own pages, those of the admin and its circuits are translated.
    private static readonly PathString[] Translated = ["/admin", "/_blazor"];

    public Task InvokeAsync(HttpContext context)
    {
        Speak(context);
        return next(context);
    }

    /// <summary>Sets the language of the request, or the given one, for this asynchronous flow.</summary>
    public static void Speak(HttpContext context, string? language = null) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language ?? Of(context));

    /// <summary>The language of the request.</summary>
    public static string Of(HttpContext context) => context.Features.Get<Caller>()?.Customer?.Language ?? OfVisitor(context);

    /// <summary>The language of the browser if nobody were signed in.</summary>
    public static string OfVisitor(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<CurrentMerchant>() is { IsSet: true } tenant)
        {
            return LanguageCookie.Read(context.Request) ?? tenant.Merchant.Language;
        }

        var isTranslated = Translated.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
        return (isTranslated ? LanguageCookie.Read(context.Request) : null) ?? Languages.Default;
    }
}
