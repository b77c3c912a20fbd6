using System.Globalization;
using System.Text;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts tries per merchant and key in fixed windows, in the database: exact under parallel tries, and across restarts.</summary>
/// <remarks>Counts first and asks afterwards, in one statement, so that parallel guesses cannot slip through between a read and a
/// write (CVE-2023-33170). A window that ends later than one that begins now was begun by a clock that has been set back since, and is over.</remarks>
public sealed class Attempts(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock, RateReport report)
{
    // What a single request counts at once: one window, or two.
    private static readonly string[] Few = [CountingStatement(1), CountingStatement(2)];

    /// <summary>Counts one try and tells whether it still fits; a full window counts on, but no further than it is full.</summary>
    public async Task<Attempt> CountAsync(AttemptWindow window, CancellationToken ct) => (await CountAsync([window], ct))[0];

    /// <summary>Counts in each of the windows, in one statement, and tells in their order whether it still fits. No two may be of the same key.</summary>
    public async Task<IReadOnlyList<Attempt>> CountAsync(IReadOnlyList<AttemptWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (statement, values) = (windows.Count <= Few.Length ? Few[windows.Count - 1] : CountingStatement(windows.Count), Values(windows, now));
        var rows = await db.AloneAsync(() => db.QueryAsync(statement, values, row => new Row(row.GetString(0), row.GetInt32(1), row.GetInt64(2)), ct), ct);
        return [.. windows.Select(window => Judge(rows.Find(row => row.Key == window.Key)!, window.Limit, now))];
    }

    /// <summary>How long the longest of the full windows has to be waited for; null when another try fits each of them. Counts nothing.</summary>
    public async Task<TimeSpan?> WaitOfAsync(IReadOnlyList<AttemptWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var reading = $"""SELECT "Key", "Count", "WindowEndsAt" FROM "AttemptCounters" {OfKeys(windows.Count)}""";
        object[] values = [currentMerchant.Id, .. windows.Select(window => window.Key)];
        var rows = await db.QueryAsync(reading, values, row => new Row(row.GetString(0), row.GetInt32(1), row.GetInt64(2)), ct);
        var waits = from row in rows
                    join window in windows on row.Key equals window.Key
                    let left = row.WindowEndsAt - now
                    where row.Count >= window.Limit && left > 0 && left <= window.Length.TotalMilliseconds
                    select TimeSpan.FromMilliseconds(Math.Max(left, 1000));
        return waits.Select(wait => (TimeSpan?)wait).Max();
    }

    /// <summary>Forgets every try of a key.</summary>
    public Task ForgetAsync(string key, CancellationToken ct) => ForgetAsync([key], ct);

    /// <summary>Forgets every try of the keys, in one statement.</summary>
    public Task ForgetAsync(IReadOnlyList<string> keys, CancellationToken ct) =>
        db.AloneAsync(() => db.ExecuteAsync($"""DELETE FROM "AttemptCounters" {OfKeys(keys.Count)}""", [currentMerchant.Id, .. keys], ct), ct);

    /// <summary>The key under which something is counted for an address, a client or a device: hashed, so that the table names nobody.</summary>
    public static string Key(string what, string who) => $"{what}:{Convert.ToHexString(Secret.Hash($"{what}:{who}"))}";

    /// <summary>The key under which something is counted for a customer who has a number. Keys of customers who came one after another stand side by side in
    /// the index, where each hash would touch a page of its own.</summary>
    public static string Key(string what, Customer customer) => customer.Id > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{what}:{customer.Id:x16}") : throw new ArgumentException("A customer is counted once saved.", nameof(customer));

    private static string OfKeys(int keys) =>
        $"""WHERE "MerchantId" = @p0 AND "Key" IN ({string.Join(", ", Enumerable.Range(1, keys).Select(key => $"@p{key}"))})""";

    private object[] Values(IReadOnlyList<AttemptWindow> windows, long now)
    {
        var values = new List<object> { currentMerchant.Id, now };
        foreach (var window in windows)
        {
            values.AddRange([window.Key, window.Weight, now + (long)window.Length.TotalMilliseconds, window.Limit + 1]);
        }

        return [.. values];
    }

    // @p0 and @p1 are the merchant and the moment; each window adds its key, its weight, its end, and the count at which it is full.
    private static string CountingStatement(int windows)
    {
        var (rows, full) = (new List<string>(), new StringBuilder("CASE \"AttemptCounters\".\"Key\""));
        for (var next = 2; next < 2 + (windows * 4); next += 4)
        {
            rows.Add($"(@p0, @p{next}, @p{next + 1}, @p{next + 2})");
            full.Append(CultureInfo.InvariantCulture, $" WHEN @p{next} THEN @p{next + 3}");
        }

        full.Append(" END");
        const string IsOver = """("AttemptCounters"."WindowEndsAt" <= @p1 OR "AttemptCounters"."WindowEndsAt" > excluded."WindowEndsAt")""";
        return $"""
            INSERT INTO "AttemptCounters" ("MerchantId", "Key", "Count", "WindowEndsAt") VALUES {string.Join(", ", rows)}
            ON CONFLICT ("MerchantId", "Key") DO UPDATE SET
                "Count" = CASE WHEN {IsOver} THEN excluded."Count"
                               WHEN "AttemptCounters"."Count" + excluded."Count" > {full} THEN {full}
                               ELSE "AttemptCounters"."Count" + excluded."Count" END,
                "WindowEndsAt" = CASE WHEN {IsOver} THEN excluded."WindowEndsAt" ELSE "AttemptCounters"."WindowEndsAt" END
            RETURNING "Key", "Count", "WindowEndsAt"
            """;
    }

    private Attempt Judge(Row row, int limit, long now)
    {
        var left = TimeSpan.FromMilliseconds(Math.Max(row.WindowEndsAt - now, 1000));
        if (row.Count >= limit)
        {
            // The headers speak per minute (seed); a longer window is told from the moment it is used up.
            report.Add(new(limit, 0, left));
        }

        return new(row.Count <= limit, left);
    }

    private sealed record Row(string Key, int Count, long WindowEndsAt);
}

/// <summary>The key of what is counted and for whom, how often it fits a fixed window of this length, and how many of it come at once.</summary>
public sealed record AttemptWindow(string Key, int Limit, TimeSpan Length, int Weight = 1);

/// <summary>Whether a try still fitted its window, when the window ends, and whether this very try begins a wait of that long.</summary>
public sealed record Attempt(bool Fits, TimeSpan RetryAfter, bool BeginsWait = false);
