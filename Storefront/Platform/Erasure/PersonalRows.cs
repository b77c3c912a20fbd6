using Storefront.Platform.Persistence;

namespace Storefront.Platform.Erasure;

/// <summary>Whose rows, at which merchant, at which time.</summary>
internal sealed record ErasureContext(Customer Customer, Merchant Merchant, DateTimeOffset Now);

/// <summary>One customer's rows in one table, counted and erased by the same rule.</summary>
internal abstract class PersonalRows(StorefrontDb db, PersonalTable table)
{
    protected StorefrontDb Db => db;
    protected PersonalTable Table => table;

    public static PersonalRows Of(StorefrontDb db, PersonalTable table) => table.Stays ? new KeptRows(db, table) : new ErasedRows(db, table);

    /// <summary>Counts what would be done.</summary>
    public abstract Task<IReadOnlyList<ErasureLine>> CountAsync(ErasureContext leaving, CancellationToken ct);

    /// <summary>Executes it and returns what was done.</summary>
    public abstract Task<IReadOnlyList<ErasureLine>> EraseAsync(ErasureContext leaving, CancellationToken ct);
}

/// <summary>Rows that are deleted with the customer.</summary>
internal sealed class ErasedRows(StorefrontDb db, PersonalTable table) : PersonalRows(db, table)
{
    public override async Task<IReadOnlyList<ErasureLine>> CountAsync(ErasureContext leaving, CancellationToken ct) =>
        [new(Table.Kind, RowFate.Erased, await Table.Erased.CountAsync(Db, leaving.Merchant.Id, leaving.Customer.Id, ct))];

    public override async Task<IReadOnlyList<ErasureLine>> EraseAsync(ErasureContext leaving, CancellationToken ct) =>
        [new(Table.Kind, RowFate.Erased, await Table.Erased.DeleteAsync(Db, leaving.Merchant.Id, leaving.Customer.Id, ct))];
}
