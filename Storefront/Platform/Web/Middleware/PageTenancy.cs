using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Web.Middleware;

/// <summary>Hides the merchants' pages on the platform's own hosts, and the platform's pages on merchants' hosts.</summary>
public sealed class PageTenancy(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        if (context.GetEndpoint()?.Metadata is not { } marks || (currentMerchant.IsSet
            ? marks.GetMetadata<PlatformOnlyAttribute>() is null
            : marks.GetMetadata<PlatformOnlyAttribute>() is not null || marks.GetMetadata<OnPlatformAttribute>() is not null))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
