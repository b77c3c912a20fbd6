using Storefront.Platform.Callers;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>Finds the caller of an API request and counts the request, always in one order: method, address limit, token (401), limits of
/// the token, its account and its client (429), ability (403).</summary>
public sealed class ApiCallers(RequestDelegate next, RequestLimiter limiter, ApiRoutes routes)
{
    public async Task InvokeAsync(HttpContext context, RateReport rates, BearerTokens bearers, CurrentMerchant currentMerchant)
    {
        var client = ClientAddress.Bucket(context.Connection.RemoteIpAddress);
        var audience = context.GetEndpoint()?.Metadata.GetMetadata<ApiAudience>();
        if (audience is null && routes.Methods(context.Request.Path) is { } methods)
        {
            // A wrong method is answered before anything is counted.
            rates.Add((await limiter.CountAsync(limiter.OfClient(client), requests: 0)).Bucket);
            context.Response.Headers.Allow = methods;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var caller = audience is null or { Kind: ApiAudienceKind.Public }
            ? null
            : await bearers.FindAsync(audience.Kind, context, client, context.RequestAborted);
        if (Check(audience, caller, await CountAsync(caller, client, rates)) is { } refusal)
        {
            await ApiResults.WriteAsync(context, refusal);
            return;
        }

        if (audience is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (caller is not null)
        {
            currentMerchant.Set(caller.Merchant);
            context.Features.Set(caller);
        }

        await next(context);
    }

    // Counting stops at the first full limit, so a token over its own limit uses nothing of its account's or client's.
    private async ValueTask<RateBucket?> CountAsync(Caller? caller, string client, RateReport rates)
    {
        RateBucket? full = null;
        foreach (var (fits, bucket) in await limiter.CountAsync(limiter.BucketsOf(caller, client)))
        {
            rates.Add(bucket);
            full = fits ? full : bucket;
        }

        return full;
    }

    private static Refusal? Check(ApiAudience? audience, Caller? caller, RateBucket? full) => audience switch
    {
        _ when full is not null => ApiErrors.TooManyRequests.After(full.Reset),
        null or { Kind: ApiAudienceKind.Public } => null,
        _ when caller is null => ApiErrors.Unauthenticated,
        { Ability: { } ability } when !caller.Can(ability) => ApiErrors.Forbidden,
        _ => null,
    };
}
