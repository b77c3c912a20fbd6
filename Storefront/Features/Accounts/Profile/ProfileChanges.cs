using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Accounts.Profile;

/// <summary>Changes the signed-in customer's own row in one transaction, unless it no longer holds what the form showed.</summary>
/// <remarks>A form carries the version of the values it showed. A caller without a version (the API) overwrites. Saving unchanged values
/// writes no audit entry.</remarks>
public sealed class ProfileChanges(StorefrontDb db, Platform.Sessions.Sessions sessions, WebhookEvents webhooks, AuditTrail audit)
{
    /// <summary>Applies the change to the freshly loaded row and returns it, or the first refusal with nothing changed.</summary>
    public async Task<Result<Customer>> SaveAsync(
        Caller caller, string action, (string? Seen, Func<Customer, string?> Now) stamp, Func<Customer, Refusal?> change, CancellationToken ct)
    {
        return await db.InTransactionAsync<Customer>(async () =>
        {
            if (await sessions.HoldCustomerAsync(caller, ct) is not { } customer)
            {
                return ApiErrors.Unauthenticated;
            }

            if (stamp.Seen is not null && stamp.Seen != stamp.Now(customer))
            {
                return ProfileErrors.ChangedMeanwhile;
            }

            if (change(customer) is { } unfit)
            {
                return unfit;
            }

            if (db.Entry(customer).State == EntityState.Modified)
            {
                customer.ConcurrencyStamp = Guid.CreateVersion7().ToString();
                audit.Add(action, customer.SubjectId);
                await webhooks.AddAsync(
                    WebhookEventTypes.CustomerUpdated, WebhookSubject.Customer(customer.Id), () => CustomerPayload.Of(customer), ct);
            }

            return customer;
        }, ct);
    }
}
