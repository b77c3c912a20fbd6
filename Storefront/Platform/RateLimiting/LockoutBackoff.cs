using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts misses per merchant and key; who has had their number of them waits before each further try: a minute, two, four, eight, and then a quarter of an hour each.</summary>
/// <remarks>One statement counts a try and begins the wait after it, before anything is looked at, so that parallel guesses get no more
/// looks than there are left (CVE-2023-33170). While somebody waits nothing is counted: knocking makes no wait longer. Misses are
/// forgotten a quarter of an hour after the first of them, and half an hour after the last one that made somebody wait. Moments further
/// ahead than any wait can be come from a clock that was set back, and do not hold.</remarks>
public sealed class LockoutBackoff(StorefrontDb db, AttemptCounterStatements counters, CurrentMerchant currentMerchant, AttemptCounterStore attempts, TimeProvider clock, RateReport report)
{
    private const int Doublings = 4;
    private static readonly long FirstWait = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private static readonly long LongestWait = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;
    private static readonly long Memory = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    /// <summary>Counts one try and tells whether it may be made now; if not, nothing is counted and the wait is told.</summary>
    public async Task<Attempt> CountAsync(string what, string who, int limit, CancellationToken ct)
    {
        var key = AttemptCounterStore.Key(what, who);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var counted = await counters.AddMissAsync(db, currentMerchant.Id, key, now, Rule(limit, now), ct);
        var blockedUntil = counted?.BlockedUntil ?? (await counters.ReadAsync(db, currentMerchant.Id, [key], ct)).FirstOrDefault()?.BlockedUntil ?? 0;
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(blockedUntil - now, 1000, LongestWait));
        if (counted is null || counted.Count >= limit)
        {
            report.Add(new(limit, 0, wait));
        }

        return new(counted is not null, wait, BeginsWait: counted?.BlockedUntil > now);
    }

    /// <summary>Takes one counted try back, and the wait it began: it was no miss.</summary>
    public Task ForgiveAsync(string what, string who, CancellationToken ct) =>
        counters.TakeMissBackAsync(db, currentMerchant.Id, AttemptCounterStore.Key(what, who), ct);

    /// <summary>Forgets every try of a key.</summary>
    public Task ForgetAsync(string what, string who, CancellationToken ct) => attempts.ForgetAsync(AttemptCounterStore.Key(what, who), ct);

    private static MissRule Rule(int limit, long now) => new(
        now + Memory, now + LongestWait, now + LongestWait + Memory, limit, limit + Doublings, limit <= 1 ? now + FirstWait : 0, FirstWait);
}
