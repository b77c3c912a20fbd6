namespace Storefront.Features.Orders.Browse;

/// <summary>A sortable column heading: its label, how the list is sorted by it now, and the address that sorts by it.</summary>
public sealed record OrdersColumn(OrdersAddress Asked, Sentence Name, string Key, string FirstOrder, bool IsNumber = false)
{
    /// <summary>The value of aria-sort; null when the list is sorted by another column.</summary>
    public string? Direction => Asked.SortOrUsual != Key ? null : IsAscending ? "ascending" : "descending";

    public bool IsAscending => Asked.OrderOrUsual == OrdersAddress.Ascending;

    /// <summary>Sorts by this column, or reverses the list when it is sorted by it already; starts at the first page.</summary>
    public string Link =>
        (Asked with
        {
            Sort = Key,
            Order = Direction is null ? FirstOrder : IsAscending ? OrdersAddress.Descending : OrdersAddress.Ascending,
            Page = null
        })
            .ToLink();
}
