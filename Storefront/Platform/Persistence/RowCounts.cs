using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Counts the rows of a list; a large count is cached for half a minute, because counting a million rows takes longer than reading
/// a page of them.</summary>
public sealed class RowCounts(TimeProvider clock) : IDisposable
{
    /// <summary>Below this number every count is exact.</summary>
    public const int Large = 10_000;

    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(30);
    private readonly MemoryCache _large = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>The number of rows; <paramref name="list"/> names which rows of the merchant are counted.</summary>
    public async Task<int> CountAsync<T>(CurrentMerchant merchant, string list, IQueryable<T> rows, CancellationToken ct)
    {
        var key = (merchant.Id, list);
        if (_large.TryGetValue(key, out (int Count, DateTimeOffset At) known) && clock.GetUtcNow() - known.At < Memory)
        {
            return known.Count;
        }

        var count = await rows.CountAsync(ct);
        if (count >= Large)
        {
            _large.Set(key, (count, clock.GetUtcNow()), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Memory, Size = 1 });
        }

        return count;
    }

    public void Dispose() => _large.Dispose();
}
