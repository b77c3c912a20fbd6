using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests per minute: of a token, of a client address without one, of a customer's and a client's tokens together, and of
/// posted forms.</summary>
public sealed class RequestLimiter(IRequestCounterStore counters, IOptions<RateLimits> limits)
{
    private readonly RateLimits _limits = limits.Value;

    /// <summary>The limits of an API request, the narrowest first.</summary>
    /// <remarks>Every sign-in creates a token with its own limit. So all tokens of an account, and all customers' tokens of a client, also
    /// share one. A merchant token counts by itself: the operator creates them, and one server may work for many merchants.</remarks>
    public IReadOnlyList<RequestBucket> BucketsOf(Caller? caller, string client) => caller switch
    {
        null => [OfClient(client)],
        { Customer: null } => [OfToken(caller)],
        { Customer: { } customer } =>
        [
            OfToken(caller),
            new($"account {caller.Merchant.Id}/{customer.Id}", _limits.TokensOfAccountPerMinute),
            new($"tokens {client}", _limits.TokensOfClientPerMinute),
        ],
    };

    /// <summary>The limit of a client address without a token.</summary>
    public RequestBucket OfClient(string client) => new($"client {client}", _limits.PerMinute);

    /// <summary>The limit of forms that a client address posts to pages.</summary>
    public RequestBucket OfForms(string client) => new($"forms {client}", _limits.FormsOfClientPerMinute);

    /// <summary>Counts one request in each limit, up to the first full one; with <paramref name="requests"/> 0 it only returns the
    /// state.</summary>
    public ValueTask<IReadOnlyList<RequestCount>> CountAsync(IReadOnlyList<RequestBucket> buckets, int requests = 1) =>
        counters.CountAsync(buckets, requests);

    /// <summary>The same, for one limit.</summary>
    public async ValueTask<RequestCount> CountAsync(RequestBucket bucket, int requests = 1) => (await counters.CountAsync([bucket], requests))[0];

    private RequestBucket OfToken(Caller caller) =>
        new($"token {caller.Merchant.Id}/{caller.BucketOfToken}", caller.Token?.PerMinute ?? _limits.PerMinute);
}
