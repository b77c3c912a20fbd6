using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Platform.Persistence.Mappings;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Counts, unlinks and masks rows that outlive their customer; built once from their mapping's declaration.</summary>
internal sealed class KeptRowStatements
{
    private readonly TableSql _table;
    private readonly string _over;
    private readonly string _maskOver;

    /// <param name="entity">The table.</param>
    /// <param name="began">The property from which a row's retention term counts.</param>
    public KeptRowStatements(IReadOnlyEntityType entity, string began)
    {
        _table = new(entity);
        var (id, link, unlinked, masked) = (_table[nameof(IOutlivesCustomer.Id)], _table[nameof(IOutlivesCustomer.CustomerId)],
            _table[nameof(IOutlivesCustomer.UnlinkedAt)], _table[nameof(IOutlivesCustomer.MaskedAt)]);
        OfCustomer = new(entity, began, $"{link} = @p1");

        // Guest rows of a verified address are closed too: the next owner of the address starts with an empty history.
        OfGuest = new(entity, began, $"{_table[nameof(IOutlivesCustomer.BuyerAddress)]} = @p1 AND {link} IS NULL AND {unlinked} IS NULL");

        // Only rows without an existing customer: a customer's orders are that customer's own history.
        _over = $"FROM {_table} WHERE {_table.OfMerchant} AND {link} IS NULL AND {masked} IS NULL AND {_table[began]} < @p1";
        _maskOver = $"""
            UPDATE {_table} SET {ErasureSql.Blanks(entity, ErasureClass.Mask, ErasureClass.KeepUntil)}, {masked} = @p2
            WHERE {_table.OfMerchant} AND {id} IN (SELECT {id} {_over} ORDER BY {id} LIMIT @p3)
            """;
    }

    /// <summary>The rows of a customer, by number.</summary>
    public PersonsRowStatements OfCustomer { get; }

    /// <summary>The rows of a guest, by address.</summary>
    public PersonsRowStatements OfGuest { get; }

    /// <summary>How many rows without an existing customer began before the time and still contain personal data.</summary>
    public async Task<int> CountOverAsync(StorefrontDb db, long merchantId, DateTimeOffset since, CancellationToken ct) =>
        (int)(await db.QueryStatementAsync($"SELECT COUNT(*) {_over}", [merchantId, since], row => row.GetInt64(0), ct)).Single();

    /// <summary>Masks the first of them, at most <paramref name="step"/>, and returns how many.</summary>
    public Task<int> MaskOverAsync(StorefrontDb db, long merchantId, DateTimeOffset since, DateTimeOffset now, int step, CancellationToken ct) =>
        db.ExecuteStatementAsync(_maskOver, [merchantId, since, now, step], ct);
}
