using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Storefront.Platform.Callers;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests by the minute: of a token, of a client address without one, of a customer's and a client's tokens together, and of posted forms.</summary>
public sealed class RequestLimiter(IOptions<RateLimits> limits) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimits _limits = limits.Value;
    private readonly PartitionedRateLimiter<RequestBucket> _buckets = PartitionedRateLimiter.Create<RequestBucket, RequestBucket>(bucket =>
        RateLimitPartition.GetFixedWindowLimiter(bucket, _ => new() { PermitLimit = bucket.PerMinute, Window = Window, QueueLimit = 0 }));

    /// <summary>The buckets an API request is counted in, the narrowest first.</summary>
    /// <remarks>Signing in makes a customer a new token and with it a new bucket, so all tokens of an account, and all customers' tokens of a client, have one
    /// together. A merchant's tokens are the operator's to make, and one server may work for many shops: each counts by itself.</remarks>
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

    /// <summary>The bucket of a client address without a token.</summary>
    public RequestBucket OfClient(string client) => new($"client {client}", _limits.PerMinute);

    /// <summary>The bucket of what a client address posts to pages.</summary>
    public RequestBucket OfForms(string client) => new($"forms {client}", _limits.FormsOfClientPerMinute);

    /// <summary>Counts one request; with <paramref name="requests"/> 0 it only tells how the bucket stands.</summary>
    public (bool Fits, RateBucket Bucket) Count(RequestBucket bucket, int requests = 1)
    {
        using var lease = _buckets.AttemptAcquire(bucket, requests);
        var left = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
        var remaining = (int)(_buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? bucket.PerMinute);
        return (lease.IsAcquired, new(bucket.PerMinute, remaining, left));
    }

    public void Dispose() => _buckets.Dispose();

    private RequestBucket OfToken(Caller caller) => new($"token {caller.Merchant.Id}/{caller.BucketOfToken}", caller.Token?.PerMinute ?? _limits.PerMinute);
}

/// <summary>Whose requests are counted together, and how many of them fit a minute.</summary>
public readonly record struct RequestBucket(string Key, int PerMinute);
