using System.Globalization;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts attempts per merchant and key in fixed windows, in the database: exact under parallel attempts, and across
/// restarts.</summary>
/// <remarks>It counts first and compares afterwards, in one statement, so that parallel guesses cannot pass between a read and a write
/// (CVE-2023-33170). A window that ends later than a new one would began before the clock was set back, and is over.</remarks>
public sealed class AttemptCounterStore(
    StorefrontDb db, AttemptCounterStatements counters, CurrentMerchant currentMerchant, TimeProvider clock, RateReport report)
{
    /// <summary>Counts one attempt and returns whether it is within the limit; a full window is not counted further.</summary>
    public async Task<Attempt> CountAsync(AttemptWindow window, CancellationToken ct) => (await CountAsync([window], ct))[0];

    /// <summary>Counts in each of the windows, in one statement, and returns in their order whether the attempt is within the limit. No two
    /// may have the same key.</summary>
    public async Task<IReadOnlyList<Attempt>> CountAsync(IReadOnlyList<AttemptWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await counters.AddAsync(db, currentMerchant.Id, now, [.. windows.Select(window => window.At(now))], ct);
        return [.. windows.Select(window => Judge(rows.Find(row => row.Key == window.Key)!, window.Limit, now))];
    }

    /// <summary>Whether nobody came with this key within the length. It is not a limit, so no header reports it.</summary>
    public async Task<bool> IsFirstAsync(string key, TimeSpan length, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return (await counters.AddAsync(db, currentMerchant.Id, now, [new AttemptWindow(key, 1, length).At(now)], ct))[0].Count == 1;
    }

    /// <summary>The longest time until one of the full windows ends; null when another attempt is within every limit. Counts
    /// nothing.</summary>
    public async Task<TimeSpan?> WaitOfAsync(IReadOnlyList<AttemptWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await counters.ReadAsync(db, currentMerchant.Id, [.. windows.Select(window => window.Key)], ct);
        var waits = from row in rows
                    join window in windows on row.Key equals window.Key
                    let left = row.WindowEndsAt - now
                    where row.Count >= window.Limit && left > 0 && left <= window.Length.TotalMilliseconds
                    select TimeSpan.FromMilliseconds(Math.Max(left, 1000));
        return waits.Select(wait => (TimeSpan?)wait).Max();
    }

    /// <summary>Clears the counter of a key.</summary>
    public Task ForgetAsync(string key, CancellationToken ct) => ForgetAsync([key], ct);

    /// <summary>Clears the counters of the keys, in one statement.</summary>
    public Task ForgetAsync(IReadOnlyList<string> keys, CancellationToken ct) => counters.DeleteAsync(db, currentMerchant.Id, keys, ct);

    /// <summary>The counter key for an address, a client or a device: hashed, so that the table names nobody.</summary>
    public static string Key(string what, string who) => $"{what}:{Convert.ToHexString(Secret.Hash($"{what}:{who}"))}";

    /// <summary>The counter key for a customer's number. Keys of consecutive customers are adjacent in the index; hashes would touch a page
    /// each.</summary>
    public static string Key(string what, Customer customer) => customer.Id > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{what}:{customer.Id:x16}") : throw new ArgumentException("A customer is counted once saved.", nameof(customer));

    private Attempt Judge(CounterState row, int limit, long now)
    {
        var left = TimeSpan.FromMilliseconds(Math.Max(row.WindowEndsAt - now, 1000));
        if (row.Count >= limit)
        {
            // The headers describe the limit per minute; a longer window replaces it once it is used up.
            report.Add(new(limit, 0, left));
        }

        return new(row.Count <= limit, left);
    }
}

/// <summary>A limit: the key of what is counted and for whom, the maximum per fixed window, the window's length, and the weight of the
/// attempt.</summary>
public sealed record AttemptWindow(string Key, int Limit, TimeSpan Length, int Weight = 1)
{
    /// <summary>The addition of one attempt to a window that begins at the given Unix milliseconds. A full window counts one more, which
    /// marks it as full.</summary>
    internal CounterIncrement At(long now) => new(Key, Weight, now + (long)Length.TotalMilliseconds, Limit + 1);
}

/// <summary>Whether an attempt was within its limit, when the window ends, and how long a delay this attempt starts.</summary>
public sealed record Attempt(bool Fits, TimeSpan RetryAfter, bool BeginsWait = false);
