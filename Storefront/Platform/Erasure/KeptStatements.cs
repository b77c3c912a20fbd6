using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Storefront.Domain;

namespace Storefront.Platform.Erasure;

/// <summary>What is said to the database about rows that outlive their person: put together once from what their mapping declares.</summary>
internal sealed class KeptStatements
{
    private const string Merchant = nameof(ITenantOwned.MerchantId);
    private const string Id = nameof(IOutlivesCustomer.Id);
    private const string Link = nameof(IOutlivesCustomer.CustomerId);
    private const string Address = nameof(IOutlivesCustomer.BuyerAddress);
    private const string Unlinked = nameof(IOutlivesCustomer.UnlinkedAt);
    private const string Masked = nameof(IOutlivesCustomer.MaskedAt);

    private readonly IReadOnlyEntityType _entity;

    public KeptStatements(IReadOnlyEntityType entity, string began)
    {
        _entity = entity;
        OfCustomer = Of($"""{Name(Merchant)} = @p0 AND {Name(Link)} = @p1""", Name(began));

        // Rows of a guest whose address was proven are closed too: the next owner of the address starts with an empty history.
        OfGuest = Of($"""{Name(Merchant)} = @p0 AND {Name(Address)} = @p1 AND {Name(Link)} IS NULL AND {Name(Unlinked)} IS NULL""", Name(began));

        // Of nobody who lives here: orders of a customer are the customer's own history.
        var over = $"""FROM {Table} WHERE {Name(Merchant)} = @p0 AND {Name(Link)} IS NULL AND {Name(Masked)} IS NULL AND {Name(began)} < @p1""";
        CountOver = $"SELECT COUNT(*) {over}";
        MaskOver = $"""
            UPDATE {Table} SET {Blanks(ErasureClass.Mask, ErasureClass.KeepUntil)}, {Name(Masked)} = @p2
            WHERE {Name(Merchant)} = @p0 AND {Name(Id)} IN (SELECT {Name(Id)} {over} ORDER BY {Name(Id)} LIMIT @p3)
            """;
    }

    /// <summary>The rows of a customer, <c>@p1</c> by number.</summary>
    public OfOnePerson OfCustomer { get; }

    /// <summary>The rows of somebody who was no customer when they came, <c>@p1</c> by address.</summary>
    public OfOnePerson OfGuest { get; }

    /// <summary>How many rows of people who are no customers began before <c>@p1</c>, at the merchant <c>@p0</c>, and still name somebody.</summary>
    public string CountOver { get; }

    /// <summary>Masks the first <c>@p3</c> of them, at the moment <c>@p2</c>.</summary>
    public string MaskOver { get; }

    private string Table => $"\"{_entity.GetTableName()}\"";

    private OfOnePerson Of(string rows, string began) => new(
        $"SELECT COUNT(*) FROM {Table} WHERE {rows} AND {began} >= @p2",
        $"SELECT COUNT(*) FROM {Table} WHERE {rows} AND {began} < @p2",
        $"SELECT {began} FROM {Table} WHERE {rows} AND {began} >= @p2 ORDER BY {began} DESC LIMIT 1",
        $"UPDATE {Table} SET {Blanks(ErasureClass.Unlink, ErasureClass.Mask, ErasureClass.KeepUntil)}, {Name(Unlinked)} = @p3, {Name(Masked)} = @p3 WHERE {rows} AND {began} < @p2",
        $"UPDATE {Table} SET {Blanks(ErasureClass.Unlink, ErasureClass.Mask)}, {Name(Unlinked)} = @p2 WHERE {rows}");

    private string Name(string property) => $"\"{_entity.FindProperty(property)!.GetColumnName()}\"";

    private string Blanks(params ErasureClass[] classes) => string.Join(", ", _entity.GetProperties().Where(column => classes.Contains(ColumnRule.Of(column)!.Class))
        .Select(column => $"\"{column.GetColumnName()}\" = {column.GetRelationalTypeMapping().GenerateSqlLiteral(Blank(column))}"));

    private static object? Blank(IReadOnlyProperty column) => column switch
    {
        { IsNullable: true } => null,
        _ when column.ClrType == typeof(string) => "",
        _ when column.ClrType == typeof(PostalAddress) => new PostalAddress(),
        _ => throw new InvalidOperationException($"{column.DeclaringType.ClrType.Name}.{column.Name} cannot be masked."),
    };

    /// <summary>Statements about one person's rows: <c>@p0</c> is the merchant, <c>@p1</c> the person.</summary>
    /// <param name="CountKept">How many began at <c>@p2</c> or later.</param>
    /// <param name="CountOver">How many began before <c>@p2</c>.</param>
    /// <param name="Newest">When the newest of those that began at <c>@p2</c> or later did.</param>
    /// <param name="Mask">Masks and unlinks, at the moment <c>@p3</c>, those that began before <c>@p2</c>.</param>
    /// <param name="Unlink">Unlinks all, at the moment <c>@p2</c>.</param>
    internal sealed record OfOnePerson(string CountKept, string CountOver, string Newest, string Mask, string Unlink);
}
