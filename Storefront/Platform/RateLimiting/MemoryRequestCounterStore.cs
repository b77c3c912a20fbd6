using System.Threading.RateLimiting;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests in this process's memory, for the one process that SQLite serves.</summary>
internal sealed class MemoryRequestCounterStore : IRequestCounterStore, IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<RequestBucket> _buckets = PartitionedRateLimiter.Create<RequestBucket, RequestBucket>(bucket =>
        RateLimitPartition.GetFixedWindowLimiter(bucket, _ => new() { PermitLimit = bucket.PerMinute, Window = Window, QueueLimit = 0 }));

    public ValueTask<IReadOnlyList<RequestCount>> CountAsync(IReadOnlyList<RequestBucket> buckets, int requests)
    {
        var counts = new List<RequestCount>(buckets.Count);
        foreach (var bucket in buckets)
        {
            counts.Add(Count(bucket, requests));
            if (!counts[^1].Fits)
            {
                break;
            }
        }

        return ValueTask.FromResult<IReadOnlyList<RequestCount>>(counts);
    }

    public Task<int> TidyAsync(CancellationToken ct) => Task.FromResult(0);

    public void Dispose() => _buckets.Dispose();

    private RequestCount Count(RequestBucket bucket, int requests)
    {
        using var lease = _buckets.AttemptAcquire(bucket, requests);
        var left = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : Window;
        var remaining = (int)(_buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? bucket.PerMinute);
        return new(lease.IsAcquired, new(bucket.PerMinute, remaining, left));
    }
}
