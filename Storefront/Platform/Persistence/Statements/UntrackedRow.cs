using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Storefront.Platform.Persistence.Statements;

/// <summary>Reads a row, together with its customer if it references one. Columns and conversions come from the model, so a new column is
/// read too.</summary>
internal sealed class UntrackedRow<T>
    where T : class, ITenantOwned
{
    private readonly List<string> _columns = [];

    /// <param name="model">The source of tables, columns and conversions.</param>
    /// <param name="properties">The properties whose values find the row, as <c>@p0</c>, <c>@p1</c> … in order.</param>
    public UntrackedRow(IModel model, IReadOnlyList<string> properties)
    {
        var row = model.FindEntityType(typeof(T))!;
        var reader = Expression.Parameter(typeof(DbDataReader));
        List<MemberBinding> bindings = Bindings(row, "t", reader);
        var from = $"""FROM "{row.GetTableName()}" t""";
        if (typeof(T).GetProperty(nameof(Customer)) is { } owner)
        {
            var customer = model.FindEntityType(typeof(Customer))!;
            bindings.Add(Expression.Bind(owner, Expression.MemberInit(Expression.New(typeof(Customer)), Bindings(customer, "c", reader))));
            from += $"""
                 JOIN "{customer.GetTableName()}" c ON c."{nameof(Customer.MerchantId)}" = t."{nameof(ITenantOwned.MerchantId)}"
                 AND c."{nameof(Customer.Id)}" = t."{nameof(Customer)}{nameof(Customer.Id)}"
                """;
        }

        Read = Expression.Lambda<Func<DbDataReader, T>>(Expression.MemberInit(Expression.New(typeof(T)), bindings), reader).Compile();
        Statement =
            $"SELECT {string.Join(", ", _columns)} {from} WHERE "
                + $"{string.Join(" AND ", properties.Select((name, index) => $"t.\"{row.FindProperty(name)!.GetColumnName()}\" = @p{index}"))}";
    }

    /// <summary>The complete statement.</summary>
    public string Statement { get; }

    /// <summary>Creates the row, and its customer, from the values read.</summary>
    public Func<DbDataReader, T> Read { get; }

    private List<MemberBinding> Bindings(IEntityType entity, string table, ParameterExpression reader)
    {
        List<MemberBinding> bindings = [];
        foreach (var property in entity.GetProperties())
        {
            bindings.Add(Expression.Bind(property.PropertyInfo!, Value(property, reader, _columns.Count)));
            _columns.Add($"{table}.\"{property.GetColumnName()}\"");
        }

        return bindings;
    }

    private static Expression Value(IProperty property, ParameterExpression reader, int ordinal)
    {
        var at = Expression.Constant(ordinal);
        var mapping = property.GetRelationalTypeMapping();
        var (converter, getter) = (mapping.Converter, mapping.GetDataReaderMethod());
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(Expression.Convert(reader, getter.DeclaringType!), getter, at));
        value = Expression.Convert(converter is null ? value : Expression.Invoke(converter.ConvertFromProviderExpression, value), property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(property.ClrType), value)
            : value;
    }
}
