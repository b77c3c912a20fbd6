using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Accounts;

/// <summary>Finds the customer of an address for a deferred mail job.</summary>
/// <remarks>A pending customer gets the invitation again, whatever was requested. An address over its budget gets nothing.</remarks>
public sealed class MailRecipientResolver(StorefrontDb db, CurrentMerchant tenant, IPendingCustomerNotifier invitations, MailBudgets budgets)
{
    /// <summary>The customer with a password, locked for the transaction, or null. The caller must still count the mail.</summary>
    public async Task<Customer?> FindAsync(EmailAddress address, CancellationToken ct)
    {
        var customer = await db.Customers.FirstOrDefaultAsync(row => row.NormalizedEmail == address.Canonical, ct);
        if (customer is null || !await db.TryHoldAsync(customer, ct) || tenant.Merchant.PrimaryHost is null)
        {
            return null;
        }

        if (!customer.IsPending)
        {
            return customer;
        }

        if (await budgets.TakeUnaskedAsync(customer, ct) is { IsRefused: false, Value: { } allowance })
        {
            await invitations.SendAgainAsync(tenant.Merchant, customer, allowance, ct);
        }

        return null;
    }
}
