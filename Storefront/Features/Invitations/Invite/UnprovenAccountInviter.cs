using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Invite;

/// <summary>Invites the owner of an unverified account; a verified account keeps its address.</summary>
/// <remarks>Anybody can register any address, and must not keep a merchant from inviting its owner. The account stays unchanged until the
/// invitation is accepted.</remarks>
public sealed class UnprovenAccountInviter(
    StorefrontDb db, InvitationSender sender, InvitationWebhooks webhooks, MailBudgets budgets, AuditTrail audit)
{
    /// <summary>Mails the invitation and returns the customer as invited, or refuses because the address is taken.</summary>
    public Task<Result<InvitedCustomer>> InviteAsync(Merchant merchant, ValidatedInvitation invitee, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return db.InTransactionAsync(() => InviteHeldAsync(merchant, invitee, ct), ct);
    }

    /// <summary>Plans the invitation in a batch, as part of the caller's transaction, and returns the customer; or refuses because the
    /// address is taken.</summary>
    public async Task<Result<Customer>> PlanAsync(Merchant merchant, ValidatedInvitation invitee, long batchId, CancellationToken ct)
    {
        var found = await FindAsync(invitee, ct);
        if (!found.IsRefused)
        {
            audit.Add("customer.invited", found.Value.SubjectId);
            var invitation = await sender.PlanAsync(merchant, found.Value, invitee.Content, batchId, ct);
            await db.SaveChangesAsync(ct);
            await webhooks.AddInvitedAsync(invitation, found.Value, ct);
        }

        return found;
    }

    // The customer, locked, when an invitation may go to it.
    private async Task<Result<Customer>> FindAsync(ValidatedInvitation invitee, CancellationToken ct)
    {
        var canonical = invitee.Address.Canonical;
        var found = await db.Customers.AsNoTracking().FirstOrDefaultAsync(row => row.NormalizedEmail == canonical, ct);

        // Locked and read again: a simultaneous verification keeps the address.
        if (found is null || !await db.TryHoldAsync(found, ct)
            || await db.Customers.FirstOrDefaultAsync(row => row.Id == found.Id && row.EmailVerifiedAt == null, ct) is not { } customer)
        {
            return InvitationErrors.AddressTaken;
        }

        var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(invitation => invitation.CustomerId == customer.Id, ct);
        return !customer.IsPending && former is null ? customer
            : former?.DeclinedAt is null ? InvitationErrors.AddressPending : InvitationErrors.AddressDeclined;
    }

    private async Task<Result<InvitedCustomer>> InviteHeldAsync(Merchant merchant, ValidatedInvitation invitee, CancellationToken ct)
    {
        var found = await FindAsync(invitee, ct);
        if (found.Refusal is { } taken)
        {
            return taken;
        }

        var customer = found.Value;
        audit.Add("customer.invited", customer.SubjectId);
        var allowance = invitee.SendEmail ? budgets.ForMerchantWork(customer) : null;
        if (allowance is not null && await budgets.CountAsync([allowance], ct) is { } exhausted)
        {
            return exhausted;
        }

        var issued = await sender.InviteAsync(merchant, customer, invitee.Content, allowance, ct);
        await db.SaveChangesAsync(ct);
        await webhooks.AddInvitedAsync(issued.Invitation, customer, ct);

        // Only what the merchant entered, nothing that a stranger may have entered.
        var shown = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, customer.CreatedAt);
        (shown.Id, shown.Metadata) = (customer.Id, invitee.Metadata);
        return new InvitedCustomer(shown, issued.Invitation, allowance, allowance is null ? issued.Link : null);
    }
}
