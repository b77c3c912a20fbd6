using Storefront.Features.Accounts.Browse;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Deletes a customer at the merchant's request, by the same plan as the customer's own deletion, and notifies the
/// customer.</summary>
/// <remarks>Past orders stay without a reference to the customer. Every session, token and link is refused at its next request.</remarks>
public sealed class DeleteCustomer(StorefrontDb db, ErasurePlan plan, DeletionNotice notice)
{
    public static readonly Ability Needs = Ability.DeleteCustomers;

    public async Task<Result<DeletionReceipt>> RunAsync(Caller caller, NamedCustomerRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.CustomerId is not { } id)
        {
            return CustomerErrors.NamesNobody;
        }

        return await db.InTransactionAsync<DeletionReceipt>(async () =>
        {
            if (await db.HoldAsync(id, ct) is not { } customer || await plan.RunAsync(customer, ct) is not { } receipt)
            {
                return CustomerErrors.NotFound;
            }

            await notice.AddAsync(caller.Merchant, customer, receipt, isByShop: true, ct);
            return receipt;
        }, ct);
    }
}
