using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;

namespace Storefront.Features.Invitations.Invite;

/// <summary>The transaction of InviteCustomer: the customer without a password, the invitation with its mail, and the audit
/// entry.</summary>
public sealed class InviteCustomerTransaction(
    StorefrontDb db, InvitationSender sender, InvitationWebhooks webhooks, MailBudgets budgets, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds a customer whose mail waits for its turn in a batch. Saving decides whether the address is free.</summary>
    public async Task<InvitedCustomer> PlanAsync(Merchant merchant, ValidatedInvitation invitee, long batchId, CancellationToken ct)
    {
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, clock.GetUtcNow());
        customer.Language = invitee.Language;
        db.Insert(customer);
        audit.Add("customer.invited", customer.SubjectId);
        return new(customer, await sender.PlanAsync(merchant, customer, invitee.Content, batchId, ct), null, null);
    }

    /// <summary>Adds a customer who came with the password of an old shop and needs no invitation. The address is claimed, not
    /// proven.</summary>
    public Customer Import(Merchant merchant, ValidatedInvitation invitee, string passwordHash)
    {
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, clock.GetUtcNow());
        customer.Language = invitee.Language;
        customer.SetPasswordHash(passwordHash);
        db.Insert(customer);
        audit.Add("customer.imported", customer.SubjectId);
        return customer;
    }

    /// <summary>Adds everything to the caller's transaction. Saving decides whether the address is free. The caller must still count the
    /// mail.</summary>
    public async Task<InvitedCustomer> AddAsync(Merchant merchant, ValidatedInvitation invitee, CancellationToken ct)
    {
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, clock.GetUtcNow());
        (customer.Language, customer.Metadata) = (invitee.Language, invitee.Metadata);
        db.Insert(customer);
        audit.Add("customer.invited", customer.SubjectId);
        var allowance = invitee.SendEmail ? budgets.ForMerchantWork(customer) : null;
        var issued = await sender.InviteAsync(merchant, customer, invitee.Content, allowance, ct);
        return new(customer, issued.Invitation, allowance, allowance is null ? issued.Link : null);
    }

    /// <summary>Tells the merchant's webhooks, in the same transaction, once saving has given the customer a number.</summary>
    public ValueTask TellAsync(InvitedCustomer invited, CancellationToken ct) => webhooks.AddInvitedAsync(invited.Invitation, invited.Customer, ct);
}

/// <summary>A customer to be saved with an invitation.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Allowance">The allowance to be counted with it; null where nothing is mailed.</param>
/// <param name="Link">The link where nothing is mailed: a secret to be shown once.</param>
public sealed record InvitedCustomer(Customer Customer, Invitation Invitation, MailAllowance? Allowance, string? Link);
