namespace Storefront.Features.Orders.Browse;

/// <summary>A column head that sorts the list: what it is called, how the list stands by it now, and where a click leads.</summary>
public sealed record OrdersColumn(OrdersAddress Asked, Sentence Name, string Key, string FirstOrder, bool IsNumber = false)
{
    /// <summary>In the words of aria-sort; null where the list is sorted by another column.</summary>
    public string? Direction => Asked.SortOrUsual != Key ? null : IsAscending ? "ascending" : "descending";

    public bool IsAscending => Asked.OrderOrUsual == OrdersAddress.Ascending;

    /// <summary>Sorts by this column, or turns the list around when it is sorted so already; starts at the first page.</summary>
    public string Link => (Asked with { Sort = Key, Order = Direction is null ? FirstOrder : IsAscending ? OrdersAddress.Descending : OrdersAddress.Ascending, Page = null }).ToLink();
}
