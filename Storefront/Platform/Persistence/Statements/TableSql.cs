using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>The quoted SQL names of a table and its columns, from the model.</summary>
internal sealed class TableSql(IReadOnlyEntityType entity)
{
    /// <summary>The column of a property.</summary>
    public string this[string property] => $"\"{entity.FindProperty(property)!.GetColumnName()}\"";

    /// <summary>The condition that every statement begins with: the merchant is always the first value.</summary>
    public string OfMerchant => $"{this[nameof(ITenantOwned.MerchantId)]} = @p0";

    public override string ToString() => $"\"{entity.GetTableName()}\"";
}
