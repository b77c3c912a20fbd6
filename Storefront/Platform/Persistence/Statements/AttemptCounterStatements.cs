using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Counts in one statement. EF Core would need two, and parallel attempts would pass between them.</summary>
/// <remarks>Times are Unix milliseconds. Each write belongs to the context's transaction, or waits for the writer lock. The platform's
/// counters have a table of their own, because a merchant's row must belong to a merchant.</remarks>
public sealed class AttemptCounterStatements(StorefrontModel model)
{
    private readonly Lazy<Names> _ofMerchants = new(() => new(Table(model)));
    private readonly Lazy<Names> _ofPlatform = new(() => new(Table(model), StaffDb.AttemptCounters));
    private readonly ConcurrentDictionary<(Names Of, int Counters), string> _adding = [];
    private readonly ConcurrentDictionary<Names, string> _addingMiss = [];

    /// <summary>Adds to each counter and returns all of them afterwards; no two may have the same key.</summary>
    /// <remarks>A window that ends later than a new one would began before the clock was set back, and is over.</remarks>
    public Task<List<CounterState>> AddAsync(
        StorefrontDb db, long merchantId, long now, IReadOnlyList<CounterIncrement> counters, CancellationToken ct)
    {
        object[] values =
            [merchantId, now, .. counters.SelectMany(counter => (object[])[counter.Key, counter.Weight, counter.WindowEndsAt, counter.Most])];
        return db.WriteStatementAsync(_adding.GetOrAdd((Of(merchantId), counters.Count), Adding), values, State, ct);
    }

    /// <summary>The existing counters of these keys.</summary>
    public Task<List<CounterState>> ReadAsync(StorefrontDb db, long merchantId, IReadOnlyList<string> keys, CancellationToken ct) =>
        db.QueryStatementAsync(
            $"SELECT {Of(merchantId).All} FROM {Of(merchantId).Table} {OfKeys(merchantId, keys.Count)}", [merchantId, .. keys], State, ct);

    /// <summary>Deletes the counters of these keys.</summary>
    public Task<int> DeleteAsync(StorefrontDb db, long merchantId, IReadOnlyList<string> keys, CancellationToken ct) =>
        db.ExecuteStatementAsync($"DELETE FROM {Of(merchantId).Table} {OfKeys(merchantId, keys.Count)}", [merchantId, .. keys], ct);

    /// <summary>Counts a failed attempt and starts the delay after it. During an earlier delay it counts nothing and returns no
    /// counter.</summary>
    public async Task<CounterState?> AddMissAsync(StorefrontDb db, long merchantId, string key, long now, MissRule rule, CancellationToken ct)
    {
        object[] values =
        [
            merchantId, key, now, rule.ForgottenAt, rule.LongestWaitEndsAt, rule.LongestForgottenAt, rule.Limit, rule.Most, rule.FirstWaitEndsAt,
            rule.FirstWait,
        ];
        return (await db.WriteStatementAsync(_addingMiss.GetOrAdd(Of(merchantId), AddingMiss), values, State, ct)).SingleOrDefault();
    }

    /// <summary>Takes one failed attempt back, and the delay it started.</summary>
    public Task<int> TakeMissBackAsync(StorefrontDb db, long merchantId, string key, CancellationToken ct)
    {
        var of = Of(merchantId);
        return db.ExecuteStatementAsync(
            $"UPDATE {of.Table} SET {of.Count} = {of.Count} - 1, {of.BlockedUntil} = 0 WHERE {of.OfMerchant} AND {of.Key} = @p1 AND {of.Count} > 0",
            [merchantId, key], ct);
    }

    private static CounterState State(System.Data.Common.DbDataReader row) =>
        new(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3));

    private static TableSql Table(StorefrontModel model) => new(model.Value.FindEntityType(typeof(AttemptCounter))!);

    private Names Of(long merchantId) => merchantId == PlatformMerchant.Id ? _ofPlatform.Value : _ofMerchants.Value;

    private string OfKeys(long merchantId, int keys) =>
        $"WHERE {Of(merchantId).OfMerchant} AND {Of(merchantId).Key} IN ({string.Join(", ", Enumerable.Range(1, keys).Select(key => $"@p{key}"))})";

    // @p0 and @p1 are the merchant and the time; each counter adds its key, its weight, its end, and the maximum count.
    private static string Adding((Names Of, int Counters) added)
    {
        var (of, counters) = added;
        var (rows, most) = (new List<string>(), new StringBuilder($"CASE {of.Table}.{of.Key}"));
        for (var next = 2; next < 2 + (counters * 4); next += 4)
        {
            rows.Add($"(@p0, @p{next}, @p{next + 1}, @p{next + 2})");
            most.Append(CultureInfo.InvariantCulture, $" WHEN @p{next} THEN @p{next + 3}");
        }

        most.Append(" END");
        var isOver = $"({of.Table}.{of.EndsAt} <= @p1 OR {of.Table}.{of.EndsAt} > excluded.{of.EndsAt})";
        return $"""
            INSERT INTO {of.Table} ({of.MerchantId}, {of.Key}, {of.Count}, {of.EndsAt}) VALUES {string.Join(", ", rows)}
            ON CONFLICT ({of.MerchantId}, {of.Key}) DO UPDATE SET
                {of.Count} = CASE WHEN {isOver} THEN excluded.{of.Count}
                               WHEN {of.Table}.{of.Count} + excluded.{of.Count} > {most} THEN {most}
                               ELSE {of.Table}.{of.Count} + excluded.{of.Count} END,
                {of.EndsAt} = CASE WHEN {isOver} THEN excluded.{of.EndsAt} ELSE {of.Table}.{of.EndsAt} END
            RETURNING {of.All}
            """;
    }

    // @p0 and @p1 are the merchant and the key, @p2 the time, and the rest the rule's numbers in order.
    private static string AddingMiss(Names of)
    {
        var isOver = $"{of.Table}.{of.EndsAt} <= @p2 OR {of.Table}.{of.EndsAt} > @p5";
        return $"""
            INSERT INTO {of.Table} ({of.MerchantId}, {of.Key}, {of.Count}, {of.EndsAt}, {of.BlockedUntil}) VALUES (@p0, @p1, 1, @p3, @p8)
            ON CONFLICT ({of.MerchantId}, {of.Key}) DO UPDATE SET
                {of.Count} = CASE WHEN {isOver} THEN 1 WHEN {of.Table}.{of.Count} >= @p7 THEN @p7 ELSE {of.Table}.{of.Count} + 1 END,
                {of.BlockedUntil} = CASE WHEN {isOver} THEN @p8
                               WHEN {of.Table}.{of.Count} + 1 < @p6 THEN 0
                               WHEN {of.Table}.{of.Count} + 1 >= @p7 THEN @p4
                               ELSE @p2 + (@p9 << ({of.Table}.{of.Count} + 1 - @p6)) END,
                {of.EndsAt} = CASE WHEN {isOver} THEN @p3 WHEN {of.Table}.{of.Count} + 1 < @p6 THEN {of.Table}.{of.EndsAt} ELSE @p5 END
            WHERE {of.Table}.{of.BlockedUntil} <= @p2 OR {of.Table}.{of.BlockedUntil} > @p4
            RETURNING {of.All}
            """;
    }

    private sealed class Names(TableSql table, string? name = null)
    {
        public string Table { get; } = name is null ? $"{table}" : $"\"{name}\"";
        public string OfMerchant { get; } = table.OfMerchant;
        public string MerchantId { get; } = table[nameof(AttemptCounter.MerchantId)];
        public string Key { get; } = table[nameof(AttemptCounter.Key)];
        public string Count { get; } = table[nameof(AttemptCounter.Count)];
        public string EndsAt { get; } = table[nameof(AttemptCounter.WindowEndsAt)];
        public string BlockedUntil { get; } = table[nameof(AttemptCounter.BlockedUntil)];

        /// <summary>The columns that <see cref="State"/> reads.</summary>
        public string All => $"{Key}, {Count}, {EndsAt}, {BlockedUntil}";
    }
}

/// <summary>An addition to a counter: how many, when a window that begins now would end, and the maximum count.</summary>
public sealed record CounterIncrement(string Key, int Weight, long WindowEndsAt, int Most);

/// <summary>A counter's current state.</summary>
public sealed record CounterState(string Key, int Count, long WindowEndsAt, long BlockedUntil);

/// <summary>How failed attempts are counted and delays grow; times are Unix milliseconds.</summary>
/// <param name="ForgottenAt">When attempts that caused no delay are forgotten.</param>
/// <param name="LongestWaitEndsAt">When the longest delay would end.</param>
/// <param name="LongestForgottenAt">When attempts are forgotten after a delay.</param>
/// <param name="Limit">The count at which delays begin.</param>
/// <param name="Most">The maximum count, at which the delay is longest.</param>
/// <param name="FirstWaitEndsAt">When a delay that starts at the first attempt ends; 0 when the first attempt starts none.</param>
/// <param name="FirstWait">The length of the first delay; each further one is twice as long.</param>
public sealed record MissRule(
    long ForgottenAt, long LongestWaitEndsAt, long LongestForgottenAt, int Limit, int Most, long FirstWaitEndsAt, long FirstWait);
