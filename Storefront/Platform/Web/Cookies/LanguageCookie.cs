using Storefront.Platform.Web.Middleware;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Stores the language chosen in a browser, for a year: two letters and no personal data.</summary>
public static class LanguageCookie
{
    private const string Name = "__Host-language";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The chosen language; null without a choice or for an unknown language.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Name] is { } language && Languages.IsKnown(language) ? language : null;

    /// <summary>Keeps the account's language in the browser after sign-out.</summary>
    public static void Keep(HttpContext context)
    {
        if (PageLanguage.Of(context) is var spoken && spoken != PageLanguage.OfVisitor(context))
        {
            Write(context.Response, spoken);
        }
    }

    public static void Write(HttpResponse response, string language) => response.Cookies.Append(Name, language, new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = Lifetime,
    });
}
