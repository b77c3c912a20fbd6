using Storefront.Domain;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Changes the signed-in customer's own row in one transaction, unless it is no longer the one the form was filled in for.</summary>
/// <remarks>A form carries the stamp of the row it showed; a saved change gives the row a new stamp. A caller without a stamp (the API) overwrites.</remarks>
public sealed class ProfileChanges(StorefrontDb db, Platform.Sessions.Sessions sessions, AuditTrail audit)
{
    /// <summary>Applies the change to the fresh row and tells the row, or the first refusal with nothing changed.</summary>
    public async Task<Result<Customer>> SaveAsync(Caller caller, string? stamp, string action, Func<Customer, Refusal?> change, CancellationToken ct)
    {
        return await db.InTransactionAsync<Customer>(async () =>
        {
            if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
            {
                return ApiErrors.Unauthenticated;
            }

            if (stamp is not null && stamp != customer.ConcurrencyStamp)
            {
                return ProfileErrors.ChangedMeanwhile;
            }

            if (change(customer) is { } unfit)
            {
                return unfit;
            }

            customer.ConcurrencyStamp = Guid.CreateVersion7().ToString();
            audit.Add(action, customer.SubjectId);
            return customer;
        }, ct);
    }
}
