using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Browse;

/// <summary>Finds customers for an autocomplete field: at most fifty, by address; without text, the newest.</summary>
public sealed class FindCustomers(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    private const int Most = 50;

    public async Task<Result<IReadOnlyList<Customer>>> RunAsync(Caller caller, FindCustomersRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("search_query", TextRules.CheckOptionalLine(request.SearchQuery, TextRules.MaxLength, out var wanted));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var customers = db.Customers.AsNoTracking();
        if (wanted is null)
        {
            return await customers.OrderByDescending(customer => customer.Id).Take(Most).ToListAsync(ct);
        }

        var found = await CustomerSearch.FindAsync(customers, wanted, ct);
        return await customers.Where(customer => EF.Parameter(found).Contains(customer.Id)).OrderBy(customer => customer.NormalizedEmail).Take(Most)
            .ToListAsync(ct);
    }
}

/// <summary>The text typed so far.</summary>
public sealed class FindCustomersRequest
{
    /// <summary>The beginning of the address, a name or the company.</summary>
    public string? SearchQuery { get; init; }
}
