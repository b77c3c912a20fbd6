using System.Globalization;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts tries per merchant and key in fixed windows, in the database: exact under parallel tries, and across restarts.</summary>
/// <remarks>Counts first and asks afterwards, in one statement, so that parallel guesses cannot slip through between a read and a
/// write (CVE-2023-33170). A window that ends later than one that begins now was begun by a clock that has been set back since, and is over.</remarks>
public sealed class AttemptCounterStore(StorefrontDb db, AttemptCounterStatements counters, CurrentMerchant currentMerchant, TimeProvider clock, RateReport report)
{
    /// <summary>Counts one try and tells whether it still fits; a full window counts on, but no further than it is full.</summary>
    public async Task<Attempt> CountAsync(AttemptWindow window, CancellationToken ct) => (await CountAsync([window], ct))[0];

    /// <summary>Counts in each of the windows, in one statement, and tells in their order whether it still fits. No two may be of the same key.</summary>
    public async Task<IReadOnlyList<Attempt>> CountAsync(IReadOnlyList<AttemptWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = await counters.AddAsync(db, currentMerchant.Id, now, [.. windows.Select(window => window.At(now))], ct);
        return [.. windows.Select(window => Judge(rows.Find(row => row.Key == window.Key)!, window.Limit, now))];
    }

    /// <summary>How long the longest of the full windows has to be waited for; null when another try fits each of them. Counts nothing.</summary>
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

    /// <summary>Forgets every try of a key.</summary>
    public Task ForgetAsync(string key, CancellationToken ct) => ForgetAsync([key], ct);

    /// <summary>Forgets every try of the keys, in one statement.</summary>
    public Task ForgetAsync(IReadOnlyList<string> keys, CancellationToken ct) => counters.DeleteAsync(db, currentMerchant.Id, keys, ct);

    /// <summary>The key under which something is counted for an address, a client or a device: hashed, so that the table names nobody.</summary>
    public static string Key(string what, string who) => $"{what}:{Convert.ToHexString(Secret.Hash($"{what}:{who}"))}";

    /// <summary>The key under which something is counted for a customer who has a number. Keys of customers who came one after another stand side by side in
    /// the index, where each hash would touch a page of its own.</summary>
    public static string Key(string what, Customer customer) => customer.Id > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{what}:{customer.Id:x16}") : throw new ArgumentException("A customer is counted once saved.", nameof(customer));

    private Attempt Judge(CounterState row, int limit, long now)
    {
        var left = TimeSpan.FromMilliseconds(Math.Max(row.WindowEndsAt - now, 1000));
        if (row.Count >= limit)
        {
            // The headers speak per minute (seed); a longer window is told from the moment it is used up.
            report.Add(new(limit, 0, left));
        }

        return new(row.Count <= limit, left);
    }
}

/// <summary>The key of what is counted and for whom, how often it fits a fixed window of this length, and how many of it come at once.</summary>
public sealed record AttemptWindow(string Key, int Limit, TimeSpan Length, int Weight = 1)
{
    /// <summary>What one try adds in a window that begins at the moment, in Unix milliseconds; a full window counts one further, which tells that it is full.</summary>
    internal CounterIncrement At(long now) => new(Key, Weight, now + (long)Length.TotalMilliseconds, Limit + 1);
}

/// <summary>Whether a try still fitted its window, when the window ends, and whether this very try begins a wait of that long.</summary>
public sealed record Attempt(bool Fits, TimeSpan RetryAfter, bool BeginsWait = false);
