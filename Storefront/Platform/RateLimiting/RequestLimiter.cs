using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests per minute: of a token, of a client address without one, of a customer's and a client's tokens together, and of
/// posted forms.</summary>
public sealed class RequestLimiter(IOptions<RateLimits> limits) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimits _limits = limits.Value;
    private readonly PartitionedRateLimiter<RequestBucket> _buckets = PartitionedRateLimiter.Create<RequestBucket, RequestBucket>(bucket =>
        RateLimitPartition.GetFixedWindowLimiter(bucket, _ => new() { PermitLimit = bucket.PerMinute, Window = Window, QueueLimit = 0 }));

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

    /// <summary>Counts one request; with <paramref name="requests"/> 0 it only returns the current state.</summary>
    public (bool Fits, RateBucket Bucket) Count(RequestBucket bucket, int requests = 1)
    {
        using var lease = _buckets.AttemptAcquire(bucket, requests);
        var left = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
        var remaining = (int)(_buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? bucket.PerMinute);
        return (lease.IsAcquired, new(bucket.PerMinute, remaining, left));
    }

    public void Dispose() => _buckets.Dispose();

    private RequestBucket OfToken(Caller caller) =>
        new($"token {caller.Merchant.Id}/{caller.BucketOfToken}", caller.Token?.PerMinute ?? _limits.PerMinute);
}

/// <summary>A limit per minute: whose requests count together, and how many are allowed.</summary>
public readonly record struct RequestBucket(string Key, int PerMinute);
