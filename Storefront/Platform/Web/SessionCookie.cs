namespace Storefront.Platform.Web;

/// <summary>The browser's session secret: HttpOnly, Secure, this host only, gone when the browser closes.</summary>
public static class SessionCookie
{
    private const string Name = "__Host-session";
    private static readonly CookieOptions Options = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 128 } secret ? secret : null;

    public static void Write(HttpResponse response, string secret) => response.Cookies.Append(Name, secret, Options);

    /// <summary>Takes the cookie away and asks the browser to forget what it cached of the account.</summary>
    public static void Clear(HttpResponse response)
    {
        response.Cookies.Delete(Name, Options);
        response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }
}
