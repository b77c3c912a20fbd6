using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Persistence.Mappings;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Counts, unlinks and masks one person's rows of a table whose rows stay.</summary>
internal sealed class PersonsRowStatements
{
    private readonly string _countKept;
    private readonly string _countOver;
    private readonly string _newest;
    private readonly string _mask;
    private readonly string _unlink;

    /// <param name="entity">The table.</param>
    /// <param name="began">The property from which a row's retention term counts.</param>
    /// <param name="person">The condition that finds the person's rows; <c>@p1</c> is the person.</param>
    public PersonsRowStatements(IReadOnlyEntityType entity, string began, string person)
    {
        var table = new TableSql(entity);
        var (rows, since) = ($"{table.OfMerchant} AND {person}", table[began]);
        var (unlinked, masked) = (table[nameof(IOutlivesCustomer.UnlinkedAt)], table[nameof(IOutlivesCustomer.MaskedAt)]);
        _countKept = $"SELECT COUNT(*) FROM {table} WHERE {rows} AND {since} >= @p2";
        _countOver = $"SELECT COUNT(*) FROM {table} WHERE {rows} AND {since} < @p2";
        _newest = $"SELECT {since} FROM {table} WHERE {rows} AND {since} >= @p2 ORDER BY {since} DESC LIMIT 1";
        _mask = $"""
            UPDATE {table}
            SET {ErasureSql.Blanks(entity, ErasureClass.Unlink, ErasureClass.Mask, ErasureClass.KeepUntil)}, {unlinked} = @p3, {masked} = @p3
            WHERE {rows} AND {since} < @p2
            """;
        _unlink = $"UPDATE {table} SET {ErasureSql.Blanks(entity, ErasureClass.Unlink, ErasureClass.Mask)}, {unlinked} = @p2 WHERE {rows}";
    }

    /// <summary>How many began at the given time or later.</summary>
    public Task<int> CountKeptAsync(StorefrontDb db, long merchantId, object person, DateTimeOffset since, CancellationToken ct) =>
        CountAsync(db, _countKept, merchantId, person, since, ct);

    /// <summary>How many began before the given time.</summary>
    public Task<int> CountOverAsync(StorefrontDb db, long merchantId, object person, DateTimeOffset since, CancellationToken ct) =>
        CountAsync(db, _countOver, merchantId, person, since, ct);

    /// <summary>When the newest of those that began at the given time or later began; null when there is none.</summary>
    public Task<List<DateTimeOffset>> NewestAsync(StorefrontDb db, long merchantId, object person, DateTimeOffset since, CancellationToken ct) =>
        db.QueryStatementAsync(_newest, [merchantId, person, since], row => row.GetMoment(0), ct);

    /// <summary>Masks and unlinks those that began before the given time, and returns how many.</summary>
    public Task<int> MaskAsync(StorefrontDb db, long merchantId, object person, DateTimeOffset since, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteStatementAsync(_mask, [merchantId, person, since, now], ct);

    /// <summary>Unlinks all, and returns how many.</summary>
    public Task<int> UnlinkAsync(StorefrontDb db, long merchantId, object person, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteStatementAsync(_unlink, [merchantId, person, now], ct);

    private static async Task<int> CountAsync(
        StorefrontDb db, string statement, long merchantId, object person, DateTimeOffset since, CancellationToken ct) =>
        (int)(await db.QueryStatementAsync(statement, [merchantId, person, since], row => row.GetInt64(0), ct)).Single();
}
