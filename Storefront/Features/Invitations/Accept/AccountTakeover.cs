using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Gives an unverified account to whoever accepts its invitation: everything entered before is replaced or removed.</summary>
/// <remarks>A stranger may have registered and be waiting for the owner to use the account. So sessions, devices, links and a pending
/// address change end, and addresses, numbers and consent are removed. Call it inside the transaction that spends the invitation.</remarks>
public sealed class AccountTakeover(StorefrontDb db, NewPassword password, OneTimeTokens tokens)
{
    /// <summary>Rewrites the tracked customer.</summary>
    public async Task RunAsync(Customer customer, string passwordHash, CancellationToken ct)
    {
        var invitation = await db.Invitations.FirstAsync(row => row.CustomerId == customer.Id, ct);
        (customer.Firstname, customer.Lastname, customer.Language) = (invitation.Firstname, invitation.Lastname, invitation.Language);
        (customer.PhoneNumber, customer.AccountType, customer.Company, customer.TaxNumber) = (null, AccountType.Private, null, null);

        // Only the merchant writes notes: those about the account stay unless the invitation brought others.
        customer.Metadata = invitation.Metadata ?? customer.Metadata;
        (customer.DefaultBilling, customer.DefaultShipping, customer.CartReminderConsentAt) = (null, null, null);
        await password.SetAsync(customer, passwordHash, ct);
        await tokens.VoidAllAsync(customer, ct);
        await db.EmailChanges.Where(change => change.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
    }
}
