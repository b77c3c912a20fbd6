namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests per minute: on SQLite in this process's memory, on PostgreSQL for all nodes together.</summary>
public interface IRequestCounterStore
{
    /// <summary>Counts so many requests in each limit, the narrowest first, up to the first full one, which uses nothing of those behind it.
    /// With 0 requests it only tells the state.</summary>
    ValueTask<IReadOnlyList<RequestCount>> CountAsync(IReadOnlyList<RequestBucket> buckets, int requests);

    /// <summary>Deletes some ended counters and returns how many.</summary>
    Task<int> TidyAsync(CancellationToken ct);
}

/// <summary>A limit per minute: whose requests count together, and how many are allowed.</summary>
public readonly record struct RequestBucket(string Key, int PerMinute);

/// <summary>Whether a request was within a limit, and the limit's state.</summary>
public readonly record struct RequestCount(bool Fits, RateBucket Bucket);
