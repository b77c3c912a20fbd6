namespace Storefront.Platform.Web;

/// <summary>The browser's session secret: HttpOnly, Secure, this host only, gone when the browser closes unless its owner asked to be remembered.</summary>
public static class SessionCookie
{
    private const string Name = "__Host-session";
    private static readonly CookieOptions Options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 128 } secret ? secret : null;

    /// <summary>Hands the secret to the browser, until it is closed or for as long as a remembered session lives.</summary>
    public static void Write(HttpResponse response, string secret, bool isRemembered = false) =>
        response.Cookies.Append(Name, secret, new(Options) { MaxAge = isRemembered ? Sessions.SessionLimits.Remembered.Lifetime : null });

    /// <summary>Takes the cookie away and asks the browser to forget what it cached of the account.</summary>
    public static void Clear(HttpResponse response)
    {
        response.Cookies.Delete(Name, Options);
        LanguageCookie.Keep(response.HttpContext);
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }
}
