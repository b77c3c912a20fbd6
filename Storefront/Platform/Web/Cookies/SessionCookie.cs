namespace Storefront.Platform.Web.Cookies;

/// <summary>The browser's session secret: HttpOnly, Secure, this host only. The cookie ends with the browser unless the user asked to be
/// remembered.</summary>
public static class SessionCookie
{
    private const string Name = "__Host-session";
    private const string Deleted = "__Host-deleted";
    private static readonly TimeSpan DeletedFor = TimeSpan.FromMinutes(30);
    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true
    };

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 128 } secret ? secret : null;

    /// <summary>Sets the secret in the browser, until it is closed or for the lifetime of a remembered session.</summary>
    public static void Write(HttpResponse response, string secret, bool isRemembered = false)
    {
        response.Cookies.Append(Name, secret, new(Options) { MaxAge = isRemembered ? Sessions.SessionLimits.Remembered.Lifetime : null });
        if (IsOfDeleted(response.HttpContext.Request))
        {
            ForgetDeleted(response);
        }
    }

    /// <summary>Removes the note that an account was deleted in this browser, because it was shown.</summary>
    public static void ForgetDeleted(HttpResponse response) => response.Cookies.Delete(Deleted, Options);

    /// <summary>Deletes the cookie and asks the browser to clear its cache of the account.</summary>
    public static void Clear(HttpResponse response)
    {
        response.Cookies.Delete(Name, Options);
        LanguageCookie.Keep(response.HttpContext);
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>Deletes the cookie after the account was deleted, and stores for half an hour why the account's pages are gone.</summary>
    public static void ClearForGood(HttpResponse response)
    {
        Clear(response);
        response.Cookies.Append(Deleted, "1", new(Options) { MaxAge = DeletedFor });
    }

    /// <summary>Whether this browser recently deleted an account and has not signed in since.</summary>
    public static bool IsOfDeleted(HttpRequest request) => request.Cookies.ContainsKey(Deleted);
}
