using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Hides the merchants' pages on the platform's own hosts.</summary>
public sealed class PageTenancy(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        if (currentMerchant.IsSet || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<OnPlatformAttribute>() is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
