using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>Lets pages on merchants' own hosts call the shoppers' paths from another origin; the merchants' paths allow no
/// origin.</summary>
/// <remarks>A preflight request does not name the token, so on the platform's own hosts any merchant's page may ask. The answer itself is
/// allowed only for the merchant it concerns. Credentials by cookie are never allowed.</remarks>
public sealed class CorsMiddleware(RequestDelegate next, ApiRoutes routes, MerchantDirectory directory)
{
    private const string Exposed = "X-RateLimit-Limit, X-RateLimit-Remaining, Retry-After";
    private const string Accepted = "Authorization, Content-Type";
    private const string OneHour = "3600";

    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (
            request.Headers.Origin is not [{ } origin] || !routes.IsForShoppers(request.Path) || await ShopOfAsync(origin, request) is not { } shop
                || IsAnother(shop, currentMerchant))
        {
            await next(context);
            return;
        }

        headers.Vary = "Origin";
        if (HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0)
        {
            (headers.AccessControlAllowOrigin, headers.AccessControlAllowMethods) = (origin, routes.Methods(request.Path));
            (headers.AccessControlAllowHeaders, headers.AccessControlMaxAge) = (Accepted, OneHour);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.OnStarting(() =>
        {
            if (!IsAnother(shop, currentMerchant))
            {
                (headers.AccessControlAllowOrigin, headers.AccessControlExposeHeaders) = (origin, Exposed);
            }

            return Task.CompletedTask;
        });
        await next(context);
    }

    private static bool IsAnother(Merchant shop, CurrentMerchant currentMerchant) => currentMerchant.IsSet && currentMerchant.Id != shop.Id;

    // An unencrypted page can be forged by anybody; in Development the API itself is unencrypted.
    private async Task<Merchant?> ShopOfAsync(string origin, HttpRequest request) =>
        origin.Split("://", 2) is [var scheme, var authority] && (scheme == Uri.UriSchemeHttps || scheme == request.Scheme)
            && HostName.Normalize(authority) is { } host
            ? await directory.FindByHostAsync(host, request.HttpContext.RequestAborted) : null;
}
