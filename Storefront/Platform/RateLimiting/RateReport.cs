namespace Storefront.Platform.RateLimiting;

/// <summary>The buckets that counted this request; the tightest one is told in its headers (contract 1.4).</summary>
public sealed class RateReport
{
    private readonly List<RateBucket> _buckets = [];

    public RateBucket? Tightest => _buckets.MinBy(bucket => bucket.Remaining);

    public void Add(RateBucket bucket) => _buckets.Add(bucket);
}

/// <summary>A bucket as a client sees it: how many fit, how many are left, and until when.</summary>
public sealed record RateBucket(int Limit, int Remaining, TimeSpan Reset);
