using Microsoft.Net.Http.Headers;

namespace Storefront.Platform.Tenancy;

/// <summary>Refuses a request to a circuit that no page of this very host sent: the framework does not compare origins of sockets.</summary>
/// <remarks>A browser names the origin of every post and of every socket; only a GET of the same site may come without one. "null" is a page
/// that hides where it comes from.</remarks>
public sealed class CircuitOriginMiddleware(RequestDelegate next)
{
    private static readonly PathString Circuits = "/_blazor";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase) || MayPass(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool MayPass(HttpRequest request) => RequestOrigin.IsOwnPage(request) || (!NamesOrigin(request) && !IsSaidWhere(request));

    private static bool IsSaidWhere(HttpRequest request) => request.Headers.Origin.Count > 0 || RequestOrigin.IsCrossSite(request);

    // Extended CONNECT is the socket of HTTP/2.
    private static bool NamesOrigin(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey(HeaderNames.Upgrade) || HttpMethods.IsConnect(request.Method);
}
