using Storefront.Platform.Callers;
using Storefront.Platform.Identity;
using Secret = Storefront.Platform.Tokens.Secret;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Makes a browser known again at this shop: a random secret that outlives sessions and opens nothing.</summary>
public static class DeviceCookie
{
    private const string Name = "__Host-device";

    /// <summary>The secret this browser came with, or a new one, which is its own from its first sign-in on.</summary>
    public static string ReadOrNew(HttpRequest request) => request.Cookies[Name] is { Length: Secret.Length } secret ? secret : Secret.New();

    /// <summary>Hands the caller's secret to the browser after signing in.</summary>
    public static void Write(HttpResponse response, Caller caller) => response.Cookies.Append(
        Name, caller.DeviceSecret!, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = KnownDevices.Memory });
}
