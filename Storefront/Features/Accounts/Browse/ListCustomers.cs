using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Accounts.Browse;

/// <summary>Lists a merchant's customers, newest first by default.</summary>
/// <remarks>The page's numbers are read from the sort key's index alone, and then their rows. Search results are sorted as a whole and are
/// therefore limited (<see cref="CustomerSearch"/>).</remarks>
public sealed class ListCustomers(StorefrontDb db, CurrentMerchant currentMerchant, RowCounts counts)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int DefaultSize = 15;
    private const int LargestSize = 200;
    private const int LastPage = 1_000_000;
    private static readonly string[] SortKeys = [
        "id", "email", "firstname", "lastname", "created_at", "total_orders", "total_spent", "last_order_at"
    ];

    public async Task<Result<Page<Customer>>> RunAsync(Caller caller, ListCustomersRequest request, CancellationToken ct)
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
        var customers = OfStatus(db.Customers.AsNoTracking(), request.Status);
        int total;
        if (wanted is null)
        {
            total = await counts.CountAsync(currentMerchant, $"customers {request.Status}", customers, ct);
        }
        else
        {
            var found = await CustomerSearch.FindAsync(customers, wanted, ct);

            // Bounded before it is sorted: otherwise the database would walk through the whole shop in the order asked for,
            // looking for the few that were found.
            customers = customers.Where(customer => EF.Parameter(found).Contains(customer.Id)).OrderBy(customer => customer.Id).Take(found.Count);
            total = found.Count;
        }

        var sorted = Sort(customers, KeyOf(request), descending: request.SortOrder != "asc");
        var ids = await sorted.Select(customer => customer.Id).Skip((int)Math.Min((number - 1L) * size, int.MaxValue)).Take(size).ToListAsync(ct);
        var rows = await db.Customers.AsNoTracking().Where(customer => EF.Parameter(ids).Contains(customer.Id))
            .ToDictionaryAsync(customer => customer.Id, ct);
        return new Page<Customer>([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], number, size, total);
    }

    private static IQueryable<Customer> OfStatus(IQueryable<Customer> customers, string? status) => status switch
    {
        "invited" => customers.Where(customer => customer.PasswordHash == null),
        "active" => customers.Where(customer => customer.PasswordHash != null),
        _ => customers,
    };

    // Nobody who is only invited has orders: sorted by a total they keep the order of their numbers.
    private static string KeyOf(ListCustomersRequest request) => request switch
    {
        { Status: "invited", SortKey: "total_orders" or "total_spent" or "last_order_at" } => "id",
        _ => request.SortKey ?? "created_at",
    };

    // Customers are numbered in order of creation.
    private static IQueryable<Customer> Sort(IQueryable<Customer> customers, string key, bool descending)
    {
        return key switch
        {
            "email" => descending
                ? customers.OrderByDescending(customer => customer.NormalizedEmail)
                : customers.OrderBy(customer => customer.NormalizedEmail),
            "firstname" => By(customer => customer.FoldedName),
            "lastname" => By(customer => customer.FoldedLastname),
            "total_orders" => By(customer => customer.TotalOrders),
            "total_spent" => By(customer => customer.SpentThousandths),
            "last_order_at" => By(customer => customer.LastOrderAt),
            _ => descending ? customers.OrderByDescending(customer => customer.Id) : customers.OrderBy(customer => customer.Id),
        };

        IQueryable<Customer> By<T>(Expression<Func<Customer, T>> value) => descending
            ? customers.OrderByDescending(value).ThenByDescending(customer => customer.Id)
            : customers.OrderBy(value).ThenBy(customer => customer.Id);
    }

    private static Refusal? Check(ListCustomersRequest request, out string? wanted)
    {
        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add(
            "per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, TextRules.MaxLength, out wanted));
        problems.Add("status", request.Status is null or "invited" or "active" ? null : new Sentence("Choose one of: {0}.", "invited, active"));
        problems.Add(
            "sortKey",
            request.SortKey is null || SortKeys.Contains(request.SortKey) ? null : new Sentence("Choose one of: {0}.", string.Join(", ", SortKeys)));
        problems.Add("sortOrder", request.SortOrder is null or "asc" or "desc" ? null : "Choose asc or desc.");
        return problems.ToRefusal();
    }
}

/// <summary>Which page of the list, searched and sorted how.</summary>
public sealed class ListCustomersRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }

    /// <summary>The beginning of the address, a first or last name, both names, or the company, without regard to case and
    /// accents.</summary>
    public string? SearchQuery { get; init; }

    /// <summary><c>invited</c> or <c>active</c>.</summary>
    public string? Status { get; init; }

    [JsonPropertyName("sortKey")]
    public string? SortKey { get; init; }

    [JsonPropertyName("sortOrder")]
    public string? SortOrder { get; init; }
}
