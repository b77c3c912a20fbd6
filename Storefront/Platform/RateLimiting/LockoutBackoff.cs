using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts failed attempts per merchant and key. Above the limit each further attempt is delayed: by 1, 2, 4 and 8 minutes, then by
/// 15 minutes each.</summary>
/// <remarks>One statement counts an attempt and starts the delay after it, before the password is checked, so parallel guesses get no more
/// checks than are left (CVE-2023-33170). Attempts during a delay are not counted, so they do not prolong it. Failed attempts are forgotten
/// 15 minutes after the first, and 30 minutes after the last that caused a delay. Times further ahead than any delay come from a clock that
/// was set back, and are ignored.</remarks>
public sealed class LockoutBackoff(
    StorefrontDb db, AttemptCounterStatements counters, CurrentMerchant currentMerchant, AttemptCounterStore attempts, TimeProvider clock,
    RateReport report)
{
    private const int Doublings = 4;
    private static readonly long FirstWait = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private static readonly long LongestWait = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;
    private static readonly long Memory = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    /// <summary>Counts one attempt and returns whether it may be made now; otherwise counts nothing and returns the delay.</summary>
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

    /// <summary>Takes one counted attempt back, and the delay it started, because it did not fail.</summary>
    public Task ForgiveAsync(string what, string who, CancellationToken ct) =>
        counters.TakeMissBackAsync(db, currentMerchant.Id, AttemptCounterStore.Key(what, who), ct);

    /// <summary>Clears the counter of a key.</summary>
    public Task ForgetAsync(string what, string who, CancellationToken ct) => attempts.ForgetAsync(AttemptCounterStore.Key(what, who), ct);

    private static MissRule Rule(int limit, long now) => new(
        now + Memory, now + LongestWait, now + LongestWait + Memory, limit, limit + Doublings, limit <= 1 ? now + FirstWait : 0, FirstWait);
}
