using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Accept;

/// <summary>Gives an account that nobody proved to whoever accepts its invitation: everything entered before is replaced or removed.</summary>
/// <remarks>Who registered may be a stranger who waits for the owner to fill the account. So sessions, devices, links and a pending change of
/// address end, and no address, number or consent of theirs stays. Belongs inside the transaction that spends the invitation.</remarks>
public sealed class AccountTakeover(StorefrontDb db, NewPassword password, OneTimeTokens tokens)
{
    /// <summary>Rewrites the tracked customer.</summary>
    public async Task RunAsync(Customer customer, OneTimeToken invited, string passwordHash, CancellationToken ct)
    {
        var invitation = await db.Invitations.FirstAsync(row => row.TokenId == invited.Id, ct);
        (customer.Firstname, customer.Lastname, customer.Language) = (invitation.Firstname, invitation.Lastname, invitation.Language);
        (customer.PhoneNumber, customer.AccountType, customer.Company, customer.TaxNumber) = (null, AccountType.Private, null, null);
        (customer.DefaultBilling, customer.DefaultShipping, customer.CartReminderConsentAt) = (null, null, null);
        await password.SetAsync(customer, passwordHash, ct);
        await tokens.VoidAllAsync(customer, ct);
        await db.EmailChanges.Where(change => change.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
    }
}
