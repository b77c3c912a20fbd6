using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts misses per merchant and key; who has had their number of them waits before each further try: a minute, two, four, eight, and then a quarter of an hour each.</summary>
/// <remarks>One statement counts a try and begins the wait after it, before anything is looked at, so that parallel guesses get no more
/// looks than there are left (CVE-2023-33170). While somebody waits nothing is counted: knocking makes no wait longer. Misses are
/// forgotten a quarter of an hour after the first of them, and half an hour after the last one that made somebody wait. Moments further
/// ahead than any wait can be come from a clock that was set back, and do not hold.</remarks>
public sealed class GrowingDelay(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock, RateReport report)
{
    private const int Doublings = 4;
    private static readonly long FirstWait = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private static readonly long LongestWait = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;
    private static readonly long Memory = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    /// <summary>Counts one try and tells whether it may be made now; if not, nothing is counted and the wait is told.</summary>
    public async Task<Attempt> CountAsync(string what, string who, int limit, CancellationToken ct)
    {
        var key = Attempts.Key(what, who);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var counted = await db.AloneAsync(async () => (await UpsertAsync(key, limit, now, ct)).SingleOrDefault(), ct);
        var blockedUntil = counted?.BlockedUntil ?? await db.AttemptCounters.Where(counter => counter.Key == key).Select(counter => counter.BlockedUntil).FirstOrDefaultAsync(ct);
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(blockedUntil - now, 1000, LongestWait));
        if (counted is null || counted.Count >= limit)
        {
            report.Add(new(limit, 0, wait));
        }

        return new(counted is not null, wait, BeginsWait: counted?.BlockedUntil > now);
    }

    /// <summary>Takes one counted try back, and the wait it began: it was no miss.</summary>
    public async Task ForgiveAsync(string what, string who, CancellationToken ct)
    {
        var key = Attempts.Key(what, who);
        await db.AloneAsync(() => db.AttemptCounters.Where(counter => counter.Key == key && counter.Count > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Count, counter => counter.Count - 1).SetProperty(counter => counter.BlockedUntil, 0L), ct), ct);
    }

    /// <summary>Forgets every try of a key.</summary>
    public async Task ForgetAsync(string what, string who, CancellationToken ct)
    {
        var key = Attempts.Key(what, who);
        await db.AloneAsync(() => db.AttemptCounters.Where(counter => counter.Key == key).ExecuteDeleteAsync(ct), ct);
    }

    // Answers no row when the wait of an earlier try is not over.
    private Task<List<Row>> UpsertAsync(string key, int limit, long now, CancellationToken ct)
    {
        var merchantId = currentMerchant.Id;
        var (forgottenAt, longest, latest) = (now + Memory, now + LongestWait, now + LongestWait + Memory);
        var (first, most) = (limit <= 1 ? now + FirstWait : 0L, limit + Doublings);
        return db.Database.SqlQuery<Row>($"""
            INSERT INTO "AttemptCounters" ("MerchantId", "Key", "Count", "WindowEndsAt", "BlockedUntil") VALUES ({merchantId}, {key}, 1, {forgottenAt}, {first})
            ON CONFLICT ("MerchantId", "Key") DO UPDATE SET
                "Count" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= {now} OR "AttemptCounters"."WindowEndsAt" > {latest} THEN 1
                               WHEN "AttemptCounters"."Count" >= {most} THEN {most}
                               ELSE "AttemptCounters"."Count" + 1 END,
                "BlockedUntil" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= {now} OR "AttemptCounters"."WindowEndsAt" > {latest} THEN {first}
                               WHEN "AttemptCounters"."Count" + 1 < {limit} THEN 0
                               WHEN "AttemptCounters"."Count" + 1 >= {most} THEN {longest}
                               ELSE {now} + ({FirstWait} << ("AttemptCounters"."Count" + 1 - {limit})) END,
                "WindowEndsAt" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= {now} OR "AttemptCounters"."WindowEndsAt" > {latest} THEN {forgottenAt}
                               WHEN "AttemptCounters"."Count" + 1 < {limit} THEN "AttemptCounters"."WindowEndsAt"
                               ELSE {latest} END
            WHERE "AttemptCounters"."BlockedUntil" <= {now} OR "AttemptCounters"."BlockedUntil" > {longest}
            RETURNING "Count", "BlockedUntil"
            """).ToListAsync(ct);
    }

    private sealed record Row(int Count, long BlockedUntil);
}
