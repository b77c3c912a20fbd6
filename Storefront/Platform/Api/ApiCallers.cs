using Storefront.Domain;
using Storefront.Platform.Callers;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>Finds out who calls the API and counts the request, in the one order that makes answers deterministic: method, address
/// limit, token (401), token limit (429), ability (403).</summary>
public sealed class ApiCallers(RequestDelegate next, RequestLimiter limiter, ApiRoutes routes)
{
    public async Task InvokeAsync(HttpContext context, RateReport rates, BearerTokens bearers, CurrentMerchant currentMerchant)
    {
        var client = ClientAddress.Bucket(context.Connection.RemoteIpAddress);
        var audience = context.GetEndpoint()?.Metadata.GetMetadata<ApiAudience>();
        if (audience is null && routes.Methods(context.Request.Path) is { } methods)
        {
            // A wrong method: answered before anything is counted.
            rates.Add(limiter.Count(client, requests: 0).Bucket);
            context.Response.Headers.Allow = methods;
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var caller = audience is null or { Kind: ApiAudienceKind.Public } ? null : await bearers.FindAsync(audience.Kind, context, client, context.RequestAborted);
        var (fits, bucket) = limiter.Count(caller is null ? client : $"{caller.Merchant.Id}/{caller.BucketOfToken}");
        rates.Add(bucket);
        if (Check(audience, caller, fits, bucket) is { } refusal)
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

    private static Refusal? Check(ApiAudience? audience, Caller? caller, bool fits, RateBucket bucket) => audience switch
    {
        _ when !fits => ApiErrors.TooManyRequests(bucket.Reset),
        null or { Kind: ApiAudienceKind.Public } => null,
        _ when caller is null => ApiErrors.Unauthenticated,
        { Ability: { } ability } when !caller.Can(ability) => ApiErrors.Forbidden,
        _ => null,
    };
}
