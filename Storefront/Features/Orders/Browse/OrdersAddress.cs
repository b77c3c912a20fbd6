using System.Globalization;
using Storefront.Platform.Links;

namespace Storefront.Features.Orders.Browse;

/// <summary>The query of the orders page's address. Any part may be missing or invalid, because people type, cut and mail
/// addresses.</summary>
public sealed record OrdersAddress
{
    public const string SearchField = "q";
    public const string SortField = "sort";
    public const string OrderField = "order";
    public const string SizeField = "size";
    public const string Ascending = "asc";
    public const string Descending = "desc";
    public const string NewestFirst = "created_at";
    public const int UsualSize = 25;
    private const string PageField = "page";

    public string? Search { get; init; }
    public string? Sort { get; init; }
    public string? Order { get; init; }
    public int? Page { get; init; }
    public int? Size { get; init; }

    public string SortOrUsual => Sort ?? NewestFirst;
    public string OrderOrUsual => Order ?? Descending;

    public static OrdersAddress Of(IQueryCollection query) => new()
    {
        Search = Text(query, SearchField) is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        Sort = Text(query, SortField),
        Order = Text(query, OrderField),
        Page = Number(query, PageField),
        Size = Number(query, SizeField),
    };

    public ListOrdersRequest ToRequest() =>
        new() { SearchQuery = Search, SortKey = Sort, SortOrder = Order, Page = Page, PerPage = Size ?? UsualSize };

    /// <summary>The same address without the fields that a refusal names.</summary>
    public OrdersAddress Without(IEnumerable<string> refused) => refused.Aggregate(this, (address, field) => field switch
    {
        "search_query" => address with { Search = null },
        "sortKey" => address with { Sort = null },
        "sortOrder" => address with { Order = null },
        "per_page" => address with { Size = null },
        _ => address with { Page = null },
    });

    /// <summary>The shortest form of the address: default values are left out.</summary>
    public string ToLink()
    {
        (string Name, string? Value)[] parts =
        [
            (SearchField, Search), (SortField, Sort), (OrderField, Order),
            (SizeField, Size is null or UsualSize ? null : Text(Size.Value)),
            (PageField, Page is null or 1 ? null : Text(Page.Value)),
        ];
        var said = parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToList();
        return said.Count == 0 ? ShopPages.Orders : $"{ShopPages.Orders}?{string.Join('&', said)}";
    }

    // A value given twice is ignored: it is unknown which one was meant.
    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } value] ? value : null;

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(Text(query, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
