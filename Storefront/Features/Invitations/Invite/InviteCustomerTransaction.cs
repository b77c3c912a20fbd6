using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Invitations.Invite;

/// <summary>The transaction of InviteCustomer: the customer without a password, the invitation with its mail, and the audit
/// entry.</summary>
public sealed class InviteCustomerTransaction(StorefrontDb db, InvitationSender letters, MailBudgets budgets, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds everything to the caller's transaction. Saving decides whether the address is free. The caller must still count the
    /// mail.</summary>
    public async Task<InvitedCustomer> AddAsync(Merchant merchant, ValidatedInvitation invitee, CancellationToken ct)
    {
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, clock.GetUtcNow());
        customer.Language = invitee.Language;
        db.Insert(customer);
        audit.Add("customer.invited", customer.SubjectId);
        if (!invitee.SendEmail)
        {
            return new(customer, null);
        }

        var allowance = budgets.ForMerchantWork(customer);
        await letters.InviteAsync(merchant, customer, invitee.Letter, allowance, ct);
        return new(customer, allowance);
    }
}

/// <summary>A customer to save and the mail allowance to count with it; null when nothing is mailed.</summary>
public sealed record InvitedCustomer(Customer Customer, MailAllowance? Allowance);
