namespace Storefront.Platform.RateLimiting;

/// <summary>The limits that counted this request; the headers report the tightest one.</summary>
public sealed class RateReport
{
    private readonly List<RateBucket> _buckets = [];

    public RateBucket? Tightest => _buckets.MinBy(bucket => bucket.Remaining);

    public void Add(RateBucket bucket) => _buckets.Add(bucket);
}

/// <summary>A limit as a client sees it: the maximum, the rest, and its end.</summary>
public sealed record RateBucket(int Limit, int Remaining, TimeSpan Reset);
