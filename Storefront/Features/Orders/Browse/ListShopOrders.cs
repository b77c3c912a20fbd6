using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Orders.Browse;

/// <summary>Lists a merchant's orders, newest first by default.</summary>
public sealed class ListShopOrders(StorefrontDb db, CurrentMerchant currentMerchant, RowCounts counts)
{
    public static readonly Ability Needs = Ability.ReadOrders;

    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;
    private const string NumberKey = "order_number";
    private static readonly string[] SortKeys = ["id", NumberKey, "created_at"];

    public async Task<Result<Page<Order>>> RunAsync(Caller caller, ListShopOrdersRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (Check(request, out var wanted) is { } unfit)
        {
            return unfit;
        }

        var (number, size) = (request.Page ?? 1, request.PerPage ?? DefaultSize);
        var orders = Found(db.Orders.AsNoTracking(), request.CustomerId, wanted);
        var total = await counts.CountAsync(currentMerchant, $"orders {request.CustomerId} {wanted}", orders, ct);
        var sortKey = request.SortKey ?? "created_at";
        if (wanted is not null && sortKey != NumberKey && total >= RowCounts.Large)
        {
            orders = FoundInAnyOrder(db.Orders.AsNoTracking(), request.CustomerId, wanted);
        }

        var ids = await Sort(orders, sortKey, request.SortOrder != "asc")
            .Select(order => order.Id).Skip((int)Math.Min((number - 1L) * size, int.MaxValue)).Take(size).ToListAsync(ct);
        var rows = await db.Orders.AsNoTracking().Where(order => EF.Parameter(ids).Contains(order.Id)).ToDictionaryAsync(order => order.Id, ct);
        return new Page<Order>([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], number, size, total);
    }

    private static IQueryable<Order> Found(IQueryable<Order> orders, long? customer, string? wanted)
    {
        orders = Of(orders, customer);
        if (wanted is null)
        {
            return orders;
        }

        var end = SearchText.EndOf(wanted);
        return orders.Where(order => order.OrderNumber.CompareTo(wanted) >= 0 && order.OrderNumber.CompareTo(end) < 0);
    }

    // The same orders by a condition that no index answers: when many match, they are met soon in the index of the order asked for, and the
    // range of numbers need not be sorted.
    private static IQueryable<Order> FoundInAnyOrder(IQueryable<Order> orders, long? customer, string wanted)
    {
        var length = SearchText.LengthOf(wanted);
        return Of(orders, customer).Where(order => order.OrderNumber.Substring(0, length) == wanted);
    }

    private static IQueryable<Order> Of(IQueryable<Order> orders, long? customer) =>
        customer is null ? orders : orders.Where(order => order.CustomerId == customer);

    // Every order has a number: the condition makes the database use this list's index.
    private static IQueryable<Order> Sort(IQueryable<Order> orders, string key, bool descending) => (key, descending) switch
    {
        ("id", true) => orders.OrderByDescending(order => order.Id),
        ("id", false) => orders.OrderBy(order => order.Id),
        (NumberKey, true) => orders.OrderByDescending(order => order.OrderNumber),
        (NumberKey, false) => orders.OrderBy(order => order.OrderNumber),
        (_, true) => orders.Where(order => order.OrderNumber != "").OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id),
        (_, false) => orders.Where(order => order.OrderNumber != "").OrderBy(order => order.PlacedAt).ThenBy(order => order.Id),
    };

    private static Refusal? Check(ListShopOrdersRequest request, out string? wanted)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add(
            "per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, TextRules.MaxLength, out wanted));
        problems.Add(
            "sortKey",
            request.SortKey is null || SortKeys.Contains(request.SortKey) ? null : new Sentence("Choose one of: {0}.", string.Join(", ", SortKeys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        return problems.ToRefusal();
    }
}

/// <summary>Which page of the merchant's orders, searched and sorted how.</summary>
public sealed class ListShopOrdersRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>Only the orders of this customer.</summary>
    public long? CustomerId { get; init; }

    /// <summary>The beginning of the order number, as it is written.</summary>
    public string? SearchQuery { get; init; }

    /// <summary><c>id</c>, <c>order_number</c> or <c>created_at</c>.</summary>
    [JsonPropertyName("sortKey")]
    public string? SortKey { get; init; }

    [JsonPropertyName("sortOrder")]
    public string? SortOrder { get; init; }
}
