using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts tries per merchant and key in fixed windows, in the database: exact under parallel tries, and across restarts.</summary>
/// <remarks>Counts first and asks afterwards, in one statement, so that parallel guesses cannot slip through between a read and a
/// write (CVE-2023-33170). Keys are hashed; the table names nobody. A window that ends later than one that begins now was begun by a
/// clock that has been set back since, and is over.</remarks>
public sealed class Attempts(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock, RateReport report)
{
    /// <summary>Counts <paramref name="weight"/> tries and tells whether they still fit; a full window counts on, but no further than it is full.</summary>
    public async Task<Attempt> CountAsync(string what, string who, int limit, TimeSpan window, CancellationToken ct, int weight = 1)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var ends = now + (long)window.TotalMilliseconds;
        var key = Key(what, who);
        var merchantId = currentMerchant.Id;
        var full = limit + 1;
        var row = await db.AloneAsync(async () => (await db.Database.SqlQuery<Row>($"""
            INSERT INTO "AttemptCounters" ("MerchantId", "Key", "Count", "WindowEndsAt") VALUES ({merchantId}, {key}, {weight}, {ends})
            ON CONFLICT ("MerchantId", "Key") DO UPDATE SET
                "Count" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= {now} OR "AttemptCounters"."WindowEndsAt" > {ends} THEN {weight}
                               WHEN "AttemptCounters"."Count" + {weight} > {full} THEN {full}
                               ELSE "AttemptCounters"."Count" + {weight} END,
                "WindowEndsAt" = CASE WHEN "AttemptCounters"."WindowEndsAt" <= {now} OR "AttemptCounters"."WindowEndsAt" > {ends} THEN {ends} ELSE "AttemptCounters"."WindowEndsAt" END
            RETURNING "Count", "WindowEndsAt"
            """).ToListAsync(ct))[0], ct);
        var left = TimeSpan.FromMilliseconds(Math.Max(row.WindowEndsAt - now, 1000));
        if (row.Count >= limit)
        {
            // The headers speak per minute (seed); a longer window is told from the moment it is used up.
            report.Add(new(limit, 0, left));
        }

        return new(row.Count <= limit, left);
    }

    /// <summary>Takes one counted try back: it was no miss.</summary>
    public async Task ForgiveAsync(string what, string who, CancellationToken ct)
    {
        var key = Key(what, who);
        await db.AloneAsync(() => db.AttemptCounters.Where(counter => counter.Key == key && counter.Count > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Count, counter => counter.Count - 1), ct), ct);
    }

    /// <summary>Forgets every try of a key.</summary>
    public async Task ForgetAsync(string what, string who, CancellationToken ct)
    {
        var key = Key(what, who);
        await db.AloneAsync(() => db.AttemptCounters.Where(counter => counter.Key == key).ExecuteDeleteAsync(ct), ct);
    }

    internal static string Key(string what, string who) => $"{what}:{Convert.ToHexString(Secret.Hash($"{what}:{who}"))}";

    private sealed record Row(int Count, long WindowEndsAt);
}

/// <summary>Whether a try still fitted its window, and when the window ends.</summary>
public sealed record Attempt(bool Fits, TimeSpan RetryAfter);
