using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Counts and deletes one customer's rows of a table whose rows are deleted with the customer.</summary>
/// <remarks>Built once from the model: as LINQ, the whole erasure plan would be translated again for each table (ADR 0025).</remarks>
internal sealed class ErasedRowStatements(IReadOnlyEntityType entity, IReadOnlyProperty link)
{
    private readonly string _ofCustomer =
        $"""FROM {new TableSql(entity)} WHERE {new TableSql(entity).OfMerchant} AND "{link.GetColumnName()}" = @p1""";

    public async Task<int> CountAsync(StorefrontDb db, long merchantId, long customerId, CancellationToken ct) =>
        (int)(await db.QueryStatementAsync($"SELECT COUNT(*) {_ofCustomer}", [merchantId, customerId], row => row.GetInt64(0), ct)).Single();

    public Task<int> DeleteAsync(StorefrontDb db, long merchantId, long customerId, CancellationToken ct) =>
        db.ExecuteStatementAsync($"DELETE {_ofCustomer}", [merchantId, customerId], ct);
}
