using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders;

/// <summary>Lists the signed-in customer's orders, newest first unless asked otherwise.</summary>
public sealed class ListOrders(StorefrontDb db)
{
    private const int DefaultSize = 15;
    private const int LargestSize = 100;
    private const int LastPage = 1_000_000;

    private static readonly Dictionary<string, Expression<Func<Order, object?>>> SortKeys = new(StringComparer.Ordinal)
    {
        ["id"] = order => order.Id,
        ["order_number"] = order => order.OrderNumber,
        ["invoice_id"] = order => order.InvoiceNumber,
        ["status"] = order => order.Status,
        ["payment_status"] = order => order.PaymentStatus,
        ["total_amount"] = order => order.TotalMinor,
        ["created_at"] = order => order.PlacedAt,
    };

    public async Task<Result<Page<Order>>> RunAsync(Caller caller, ListOrdersRequest request, CancellationToken ct)
    {
        if (caller.Customer is not { } customer)
        {
            return ApiErrors.Unauthenticated;
        }

        if (Check(request) is { } unfit)
        {
            return unfit;
        }

        var orders = db.Orders.AsNoTracking().Where(order => order.CustomerId == customer.Id);
        if (!string.IsNullOrWhiteSpace(request.SearchQuery))
        {
            var wanted = request.SearchQuery.Trim();
            orders = orders.Where(order => order.OrderNumber.Contains(wanted) || order.InvoiceNumber!.Contains(wanted));
        }

        var key = SortKeys[request.SortKey ?? "created_at"];
        var sorted = request.SortOrder == "asc" ? orders.OrderBy(key).ThenBy(order => order.Id) : orders.OrderByDescending(key).ThenByDescending(order => order.Id);
        var (number, size) = (request.Page ?? 1, request.PerPage ?? DefaultSize);
        return new Page<Order>(await sorted.Skip((number - 1) * size).Take(size).ToListAsync(ct), number, size, await orders.CountAsync(ct));
    }

    private static Refusal? Check(ListOrdersRequest request)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add("per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, 191, out _));
        problems.Add("sortKey", request.SortKey is null || SortKeys.ContainsKey(request.SortKey) ? null : new Sentence("Choose one of: {0}.", string.Join(", ", SortKeys.Keys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        return problems.ToRefusal();
    }
}

/// <summary>Which part of the list, found and sorted how (contract 1.5).</summary>
public sealed class ListOrdersRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 100; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>Part of an order or invoice number.</summary>
    public string? SearchQuery { get; init; }

    [JsonPropertyName("sortKey")]
    public string? SortKey { get; init; }

    [JsonPropertyName("sortOrder")]
    public string? SortOrder { get; init; }
}
