using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Erasure;

/// <summary>Whose rows, at which merchant, at which moment.</summary>
internal sealed record Leaving(Customer Customer, Merchant Merchant, DateTimeOffset Now);

/// <summary>One person's rows in one table: counted, and dealt with, by the same rule.</summary>
internal abstract class PersonalRows(StorefrontDb db, PersonalTable table)
{
    protected StorefrontDb Db => db;
    protected PersonalTable Table => table;

    public static PersonalRows Of(StorefrontDb db, PersonalTable table) => (PersonalRows)Activator.CreateInstance(
        (table.Stays ? typeof(KeptRows<>) : typeof(ErasedRows<>)).MakeGenericType(table.RowType), db, table)!;

    /// <summary>What would be done.</summary>
    public abstract Task<IReadOnlyList<ErasureLine>> CountAsync(Leaving leaving, CancellationToken ct);

    /// <summary>Does it, and tells what was done.</summary>
    public abstract Task<IReadOnlyList<ErasureLine>> EraseAsync(Leaving leaving, CancellationToken ct);

    protected static Expression Column(ParameterExpression row, string name, Type type) =>
        Expression.Call(typeof(EF), nameof(EF.Property), [type], row, Expression.Constant(name));
}

/// <summary>Rows that go with the customer.</summary>
internal sealed class ErasedRows<T>(StorefrontDb db, PersonalTable table) : PersonalRows(db, table)
    where T : class
{
    public override async Task<IReadOnlyList<ErasureLine>> CountAsync(Leaving leaving, CancellationToken ct) =>
        [new(Table.Kind, RowFate.Erased, await OfCustomer(leaving.Customer.Id).CountAsync(ct))];

    public override async Task<IReadOnlyList<ErasureLine>> EraseAsync(Leaving leaving, CancellationToken ct) =>
        [new(Table.Kind, RowFate.Erased, await OfCustomer(leaving.Customer.Id).ExecuteDeleteAsync(ct))];

    private IQueryable<T> OfCustomer(long id)
    {
        Expression<Func<long>> customer = () => id;
        var row = Expression.Parameter(typeof(T), "row");
        var link = Expression.Convert(Column(row, Table.Link.Name, Table.Link.ClrType), typeof(long?));
        return Db.Set<T>().Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(link, Expression.Convert(customer.Body, typeof(long?))), row));
    }
}
