using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Browse;

/// <summary>Returns one of the merchant's customers; another merchant's is as unknown as a missing one.</summary>
public sealed class ReadCustomer(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<Customer>> RunAsync(Caller caller, NamedCustomerRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.CustomerId is null)
        {
            return CustomerErrors.NamesNobody;
        }

        return await db.Customers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.CustomerId, ct) is { } customer
            ? customer
            : CustomerErrors.NotFound;
    }
}

/// <summary>Which customer.</summary>
public sealed class NamedCustomerRequest
{
    public long? CustomerId { get; init; }
}

/// <summary>Refusals about a customer that a merchant names.</summary>
public static class CustomerErrors
{
    public static readonly Refusal NamesNobody = Refusal.Invalid("customer_id", "customer.required", "Name the customer by number.");
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "customer.not_found", "There is no such customer.");
}
