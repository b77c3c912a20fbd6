using Storefront.Platform.Links;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Redirects what is read at another host of a merchant to its primary one; the API and posted forms are answered where they
/// arrive.</summary>
/// <remarks>The redirect is temporary, because a browser remembers a permanent one, and the host may move to another merchant.
/// <c>/.well-known</c> belongs to each host.</remarks>
public sealed class PrimaryHostMiddleware(RequestDelegate next, ShopLinks links)
{
    private const string EachHosts = "/.well-known";

    public Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var request = context.Request;
        if (!currentMerchant.IsSet || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || RequestOrigin.IsAtPrimaryHost(request, currentMerchant.Merchant)
            || request.Path.StartsWithSegments(EachHosts, StringComparison.Ordinal))
        {
            return next(context);
        }

        context.Response.Headers.Location = links.ToPrimary(currentMerchant.Merchant, request.Path, request.QueryString);
        context.Response.StatusCode = StatusCodes.Status302Found;
        return Task.CompletedTask;
    }
}
