using Storefront.Domain;
using Storefront.Platform.Invitations;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations;

/// <summary>What is written for somebody who is invited: the customer without a password, the invitation with its mail, and the audit entry.</summary>
public sealed class InviteeArrival(StorefrontDb db, InvitationLetters letters, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds everything to the caller's transaction; whether the address is free is seen when it is saved.</summary>
    public async Task<Customer> AddAsync(Merchant merchant, Invitee invitee, CancellationToken ct)
    {
        var customer = Customer.Invited(merchant, invitee.Address, invitee.Firstname, invitee.Lastname, clock.GetUtcNow());
        customer.Language = invitee.Language;
        db.Add(customer);
        audit.Add("customer.invited", customer.SubjectId);
        if (invitee.SendEmail)
        {
            await letters.SendAsync(merchant, customer, invitee.Letter, ct);
        }

        return customer;
    }
}
