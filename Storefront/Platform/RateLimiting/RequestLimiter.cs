using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Storefront.Platform.RateLimiting;

/// <summary>The general bucket of the API: so many requests a minute for each token, or for each client address without one.</summary>
public sealed class RequestLimiter : IDisposable
{
    private readonly int _perMinute;
    private readonly PartitionedRateLimiter<string> _buckets;

    public RequestLimiter(IOptions<RateLimits> limits)
    {
        _perMinute = limits.Value.PerMinute;
        _buckets = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new() { PermitLimit = _perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
    }

    /// <summary>Counts one request; with <paramref name="requests"/> 0 it only tells how the bucket stands.</summary>
    public (bool Fits, RateBucket Bucket) Count(string key, int requests = 1)
    {
        using var lease = _buckets.AttemptAcquire(key, requests);
        var left = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromMinutes(1);
        var remaining = (int)(_buckets.GetStatistics(key)?.CurrentAvailablePermits ?? _perMinute);
        return (lease.IsAcquired, new(_perMinute, remaining, left));
    }

    public void Dispose() => _buckets.Dispose();
}
