using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Invitations;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Accounts;

/// <summary>Finds whom a mail to an address is for, away from the request that asked.</summary>
/// <remarks>A pending customer gets the invitation again, whatever was asked for; an address over its mail quota gets nothing.</remarks>
public sealed class AddressHolder(StorefrontDb db, CurrentMerchant tenant, InvitationLetters invitations, MailQuota quota)
{
    /// <summary>The customer with a password who may be mailed now, or null.</summary>
    public async Task<Customer?> FindAsync(EmailAddress address, CancellationToken ct)
    {
        var customer = await db.Customers.FirstOrDefaultAsync(row => row.NormalizedEmail == address.Canonical, ct);
        if (customer is null || !await db.TryHoldAsync(customer, ct) || tenant.Merchant.PrimaryHost is null || await quota.TakeAsync(customer, ct) is not null)
        {
            return null;
        }

        if (!customer.IsPending)
        {
            return customer;
        }

        await invitations.SendAgainAsync(tenant.Merchant, customer, ct);
        return null;
    }
}
