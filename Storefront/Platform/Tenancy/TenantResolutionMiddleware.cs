using System.Globalization;

namespace Storefront.Platform.Tenancy;

/// <summary>Resolves the tenant from the request's host before anything else runs: a merchant's host, the platform's own, or 404.</summary>
public sealed class TenantResolutionMiddleware(RequestDelegate next, MerchantDirectory directory, PlatformHosts platform)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        // English until a page chooses its language, so that API answers do not depend on the machine's culture.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Languages.Default);
        var host = context.Request.Headers.Host is [{ } single] ? HostName.Normalize(single) : null;
        if (host is not null && platform.Contains(host))
        {
            await next(context);
            return;
        }

        if (host is null || await directory.FindByHostAsync(host, context.RequestAborted) is not { } merchant)
        {
            // Only the status: the error page or the envelope is written later, depending on the path.
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

/// <summary>The suspended merchant at this host, for the page that says so. It shows only what was on every page before.</summary>
public sealed record ClosedShop(Merchant Merchant);
