using System.Globalization;

namespace Storefront.Platform.Tenancy;

/// <summary>Decides the tenant from the request's host before anything else runs: a merchant's host, the platform's own, or 404.</summary>
public sealed class TenantResolutionMiddleware(RequestDelegate next, MerchantDirectory directory, PlatformHosts platform)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        // Until a page chooses its language, whatever language the machine itself speaks: answers of the API stay the same everywhere.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        var host = context.Request.Headers.Host is [{ } single] ? HostName.Normalize(single) : null;
        if (host is not null && platform.Contains(host))
        {
            await next(context);
            return;
        }

        if (host is null || await directory.FindByHostAsync(host, context.RequestAborted) is not { } merchant)
        {
            // The status alone: error pages and the envelope are written by whoever owns the path.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            if (host is not null && await directory.FindClosedByHostAsync(host, context.RequestAborted) is { } closed)
            {
                context.Features.Set(new ClosedShop(closed));
            }

            return;
        }

        currentMerchant.Set(merchant);
        await next(context);
    }
}

/// <summary>The suspended shop at this host, for the page that says so: it tells no more than stood on every page of the shop before.</summary>
public sealed record ClosedShop(Merchant Merchant);
