using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts misses per merchant and key; who has had their number of them waits before each further try: a minute, two, four, eight, and then a quarter of an hour each.</summary>
/// <remarks>One statement counts a try and begins the wait after it, before anything is looked at, so that parallel guesses get no more
/// looks than there are left (CVE-2023-33170). While somebody waits nothing is counted: knocking makes no wait longer. Misses are
/// forgotten a quarter of an hour after the first of them, and half an hour after the last one that made somebody wait. Moments further
/// ahead than any wait can be come from a clock that was set back, and do not hold.</remarks>
public sealed class GrowingDelay(StorefrontDb db, CurrentMerchant currentMerchant, Attempts attempts, TimeProvider clock, RateReport report)
{
    private const int Doublings = 4;
    private static readonly long FirstWait = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private static readonly long LongestWait = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;
    private static readonly long Memory = (long)TimeSpan.FromMinutes(15).TotalMilliseconds;

    // Answers no row when the wait of an earlier try is not over. @p0 and @p1 are the merchant and the key, @p2 the moment, @p3 when its misses are forgotten,
    // @p4 when the longest wait would end and @p5 when that would be forgotten, @p6 the limit, @p7 the most that is counted, @p8 and @p9 the first wait's end and length.
    private const string Counting = """
        INSERT INTO "AttemptCounters" ("MerchantId", "Key", "Count", "WindowEndsAt", "BlockedUntil") VALUES (@p0, @p1, 1, @p3, @p8)
        ON CONFLICT ("MerchantId", "Key") DO UPDATE SET
            "Count" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= @p2 OR "AttemptCounters"."WindowEndsAt" > @p5 THEN 1
                           WHEN "AttemptCounters"."Count" >= @p7 THEN @p7
                           ELSE "AttemptCounters"."Count" + 1 END,
            "BlockedUntil" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= @p2 OR "AttemptCounters"."WindowEndsAt" > @p5 THEN @p8
                           WHEN "AttemptCounters"."Count" + 1 < @p6 THEN 0
                           WHEN "AttemptCounters"."Count" + 1 >= @p7 THEN @p4
                           ELSE @p2 + (@p9 << ("AttemptCounters"."Count" + 1 - @p6)) END,
            "WindowEndsAt" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= @p2 OR "AttemptCounters"."WindowEndsAt" > @p5 THEN @p3
                           WHEN "AttemptCounters"."Count" + 1 < @p6 THEN "AttemptCounters"."WindowEndsAt"
                           ELSE @p5 END
        WHERE "AttemptCounters"."BlockedUntil" <= @p2 OR "AttemptCounters"."BlockedUntil" > @p4
        RETURNING "Count", "BlockedUntil"
        """;

    private const string Forgiving = """
        UPDATE "AttemptCounters" SET "Count" = "Count" - 1, "BlockedUntil" = 0 WHERE "MerchantId" = @p0 AND "Key" = @p1 AND "Count" > 0
        """;

    private const string Waiting = """SELECT "BlockedUntil" FROM "AttemptCounters" WHERE "MerchantId" = @p0 AND "Key" = @p1""";

    /// <summary>Counts one try and tells whether it may be made now; if not, nothing is counted and the wait is told.</summary>
    public async Task<Attempt> CountAsync(string what, string who, int limit, CancellationToken ct)
    {
        var key = Attempts.Key(what, who);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var counted = await db.AloneAsync(async () => (await UpsertAsync(key, limit, now, ct)).SingleOrDefault(), ct);
        var blockedUntil = counted?.BlockedUntil ?? (await db.QueryAsync(Waiting, [currentMerchant.Id, key], row => row.GetInt64(0), ct)).FirstOrDefault();
        var wait = TimeSpan.FromMilliseconds(Math.Clamp(blockedUntil - now, 1000, LongestWait));
        if (counted is null || counted.Count >= limit)
        {
            report.Add(new(limit, 0, wait));
        }

        return new(counted is not null, wait, BeginsWait: counted?.BlockedUntil > now);
    }

    /// <summary>Takes one counted try back, and the wait it began: it was no miss.</summary>
    public Task ForgiveAsync(string what, string who, CancellationToken ct) =>
        db.AloneAsync(() => db.ExecuteAsync(Forgiving, [currentMerchant.Id, Attempts.Key(what, who)], ct), ct);

    /// <summary>Forgets every try of a key.</summary>
    public Task ForgetAsync(string what, string who, CancellationToken ct) => attempts.ForgetAsync(Attempts.Key(what, who), ct);

    private Task<List<Row>> UpsertAsync(string key, int limit, long now, CancellationToken ct)
    {
        object[] values =
        [
            currentMerchant.Id, key, now, now + Memory, now + LongestWait, now + LongestWait + Memory,
            limit, limit + Doublings, limit <= 1 ? now + FirstWait : 0L, FirstWait,
        ];
        return db.QueryAsync(Counting, values, row => new Row(row.GetInt32(0), row.GetInt64(1)), ct);
    }

    private sealed record Row(int Count, long BlockedUntil);
}
