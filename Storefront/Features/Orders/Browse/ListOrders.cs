using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Browse;

/// <summary>Lists the signed-in customer's orders, newest first by default.</summary>
/// <remarks>The order is the same on every database: texts sort by code point, amounts by the displayed number, orders without an invoice
/// come last in both directions, and equal ones keep one order across pages.</remarks>
public sealed class ListOrders(StorefrontDb db)
{
    private const int DefaultSize = 15;
    private const int LargestSize = 100;
    private const int LastPage = 1_000_000;

    private static readonly string[] SortKeys = ["id", "order_number", "invoice_id", "status", "payment_status", "total_amount", "created_at"];

    public async Task<Result<Page<Order>>> RunAsync(Caller caller, ListOrdersRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (Check(request, out var wanted) is { } unfit)
        {
            return unfit;
        }

        var orders = db.Orders.AsNoTracking().Where(order => order.CustomerId == customer.Id);
        if (wanted is not null)
        {
            orders = await OrderSearch.FindAsync(orders, wanted, ct);
        }

        var (number, size) = (request.Page ?? 1, request.PerPage ?? DefaultSize);
        var sorted = Sort(orders, request.SortKey ?? "created_at", descending: request.SortOrder != "asc");
        return new Page<Order>(await sorted.Skip((number - 1) * size).Take(size).ToListAsync(ct), number, size, await orders.CountAsync(ct));
    }

    private IQueryable<Order> Sort(IQueryable<Order> orders, string key, bool descending)
    {
        return key switch
        {
            "id" => By(order => order.Id),
            "order_number" => By(order => EF.Functions.Collate(order.OrderNumber, db.ByteOrder)),
            "invoice_id" =>
                Then(orders.OrderBy(order => order.InvoiceNumber == null), order => EF.Functions.Collate(order.InvoiceNumber!, db.ByteOrder)),
            "status" => By(order => order.Status),
            "payment_status" => By(order => order.PaymentStatus),
            "total_amount" =>
                By(order => (double)order.TotalMinor / (
                    EF.Constant(Money.Whole).Contains(order.Currency) ? 1 : EF.Constant(Money.InThousandths).Contains(order.Currency) ? 1000 : 100)),
            _ => By(order => order.PlacedAt),
        };

        IQueryable<Order> By<T>(Expression<Func<Order, T>> value) => descending
            ? orders.OrderByDescending(value).ThenByDescending(order => order.Id)
            : orders.OrderBy(value).ThenBy(order => order.Id);

        IQueryable<Order> Then<T>(IOrderedQueryable<Order> rows, Expression<Func<Order, T>> value) => descending
            ? rows.ThenByDescending(value).ThenByDescending(order => order.Id)
            : rows.ThenBy(value).ThenBy(order => order.Id);
    }

    private static Refusal? Check(ListOrdersRequest request, out string? wanted)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add(
            "per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("search_query", TextRules.CheckOptionalValue(request.SearchQuery, TextRules.MaxLength, out wanted));
        problems.Add(
            "sortKey",
            request.SortKey is null || SortKeys.Contains(request.SortKey) ? null : new Sentence("Choose one of: {0}.", string.Join(", ", SortKeys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        return problems.ToRefusal();
    }
}

/// <summary>Which page of the list, searched and sorted how.</summary>
public sealed class ListOrdersRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 100; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>Part of an order number, an invoice number or an article name.</summary>
    public string? SearchQuery { get; init; }

    [JsonPropertyName("sortKey")]
    public string? SortKey { get; init; }

    [JsonPropertyName("sortOrder")]
    public string? SortOrder { get; init; }
}
