using Microsoft.EntityFrameworkCore;
using Storefront.Domain;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Removes a customer and every row that leads to them; the only way a customer row is ever deleted.</summary>
/// <remarks>The foreign keys to customers restrict, so a table that is forgotten here makes the deletion fail in its test and not
/// leave a trace. Belongs inside a transaction.</remarks>
public sealed class AccountErasure(StorefrontDb db, PasswordTries tries, MailQuota quota, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Erases the customer, or answers false when somebody else did so first.</summary>
    public async Task<bool> EraseAsync(Customer customer, CancellationToken ct)
    {
        if (!await db.TryHoldAsync(customer, ct))
        {
            return false;
        }

        var unlinked = await UnlinkOrdersAsync(customer, ct);
        await db.OutboxMails.Where(mail => mail.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.Invitations.Where(invitation => invitation.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.OneTimeTokens.Where(token => token.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.KnownDevices.Where(device => device.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.EmailChanges.Where(change => change.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.ConsentStatements.Where(statement => statement.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(session => session.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await tries.ForgetAsync(customer, ct);
        await quota.ForgetAsync(customer, ct);
        audit.Add("customer.deleted", customer.SubjectId, $"orders kept: {unlinked}");
        return await db.Customers.Where(row => row.Id == customer.Id).ExecuteDeleteAsync(ct) == 1;
    }

    // Guest orders of an address that was proven are closed too: the next owner of the address starts with an empty history.
    private Task<int> UnlinkOrdersAsync(Customer customer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var proven = customer.EmailVerifiedAt is not null;
        return db.Orders
            .Where(order => order.CustomerId == customer.Id || (proven && order.CustomerId == null && order.UnlinkedAt == null && order.BuyerAddress == customer.NormalizedEmail))
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerId, (long?)null).SetProperty(order => order.UnlinkedAt, now), ct);
    }
}
