using Microsoft.AspNetCore.Components.Endpoints;
using Storefront.Platform.Web.Errors;

namespace Storefront.Platform.Web.Cookies;

/// <summary>Refuses a page to a browser that sends more than 16 KB of cookies, and deletes the merchant's own cookies, so that the next
/// request is smaller.</summary>
/// <remarks>A proxy in front may refuse such a request without a message, and then the user cannot sign in again. The refusal is a status
/// without a body; <see cref="PageErrorMiddleware"/> writes its page. Cookies of other hosts cannot be deleted here: the page says how. Its
/// stylesheet is not a page, and loads.</remarks>
public sealed class CookieLimitMiddleware(RequestDelegate next)
{
    private const int Largest = 16 * 1024;

    // Only this host itself can have set such a name.
    private const string Own = "__Host-";
    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            || context.Request.Headers.Cookie.Sum(line => line?.Length ?? 0) <= Largest)
        {
            return next(context);
        }

        foreach (var name in context.Request.Cookies.Keys.Where(name => name.StartsWith(Own, StringComparison.Ordinal)))
        {
            context.Response.Cookies.Delete(name, Options);
        }

        context.Response.StatusCode = StatusCodes.Status431RequestHeaderFieldsTooLarge;
        return Task.CompletedTask;
    }
}
