using Microsoft.Extensions.Options;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Returns the abilities, the limit and the expiry of the caller's own token to a merchant's program.</summary>
public sealed class ReadOwnToken(IOptions<RateLimits> limits)
{
    public Task<Result<OwnToken>> RunAsync(Caller caller, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult<Result<OwnToken>>(caller.Token is { } token
            ? new OwnToken(token, token.PerMinute ?? limits.Value.PerMinute)
            : ApiErrors.Unauthenticated);
    }
}

/// <summary>The token of a request, and its number of requests per minute.</summary>
public sealed record OwnToken(MerchantToken Row, int PerMinute);
