using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Secret = Storefront.Platform.Tokens.Secret;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Identifies a browser at this host: a random secret that outlives sessions and opens nothing.</summary>
public static class DeviceCookie
{
    private const string Name = "__Host-device";

    /// <summary>The browser's secret, or a new one that it gets at its first sign-in.</summary>
    public static string ReadOrNew(HttpRequest request) => request.Cookies[Name] is { Length: Secret.Length } secret ? secret : Secret.New();

    /// <summary>Sets the caller's secret in the browser after signing in.</summary>
    public static void Write(HttpResponse response, Caller caller) => response.Cookies.Append(
        Name, caller.DeviceSecret!,
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = KnownDevices.Memory });
}
