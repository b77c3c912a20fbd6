using Storefront.Platform.Web.Middleware;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Remembers the language that was chosen in a browser, for a year: two letters and nothing about anybody.</summary>
public static class LanguageCookie
{
    private const string Name = "__Host-language";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>The chosen language, or null: none was chosen, or it is none of ours.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Name] is { } language && Languages.IsKnown(language) ? language : null;

    /// <summary>Lets a browser go on in the language it just read in, when the account that spoke it is left.</summary>
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
