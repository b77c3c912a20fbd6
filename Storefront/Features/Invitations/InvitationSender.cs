using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations;

/// <summary>Writes an invitation with a fresh link to a customer whose address is unproven; the link before it is superseded.</summary>
/// <remarks>Part of the caller's transaction: invitation, token and mail exist together or not at all.</remarks>
public sealed class InvitationSender(StorefrontDb db, OneTimeTokens tokens, MailOutbox outbox, ShopLinks links, TimeProvider clock) : IPendingCustomerNotifier
{
    /// <summary>Adds the invitation and its mail; the merchant must have a primary host.</summary>
    public async Task<Invitation> SendAsync(Merchant merchant, Customer customer, Letter letter, MailAllowance allowance, CancellationToken ct)
    {
        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.AcceptInvitation, letter.Lifetime, ct);
        var invitation = new Invitation
        {
            MerchantId = merchant.Id,
            Customer = customer,
            Token = token,
            Language = letter.Language,
            Message = letter.Message,
            Firstname = customer.IsPending ? null : letter.Firstname,
            Lastname = customer.IsPending ? null : letter.Lastname,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Insert(invitation);
        var link = links.To(merchant, ShopPages.AcceptInvitation, MailedLinkPage.Values(customer, merchant, secret, letter.Language));
        outbox.Add(allowance, letter.Language, new InvitationMail(link, customer.IsPending ? customer.Firstname : letter.Firstname, letter.Message, token.ExpiresAt), owner: customer);
        return invitation;
    }

    /// <summary>Writes the newest invitation of a pending customer again, for whoever asked at its address; one that was withdrawn
    /// stays so. Who declined and asks for an account after all has changed their mind.</summary>
    public async Task SendAgainAsync(Merchant merchant, Customer customer, MailAllowance allowance, CancellationToken ct)
    {
        var former = await db.Invitations.Include(invitation => invitation.Token).Where(invitation => invitation.CustomerId == customer.Id)
            .OrderByDescending(invitation => invitation.Id).FirstOrDefaultAsync(ct);
        if (former?.Token.RevokedAt is null)
        {
            await SendAsync(merchant, customer, Letter.Again(merchant, customer, former), allowance, ct);
        }
    }
}

/// <summary>How an invitation is written: its language, the merchant's own words, how long its link works, and the names for an account that has others.</summary>
public sealed record Letter(string Language, string? Message, TimeSpan Lifetime, string? Firstname, string? Lastname)
{
    /// <summary>The letter that repeats a former invitation, if there was one.</summary>
    public static Letter Again(Merchant merchant, Customer customer, Invitation? former) => new(
        customer.Language ?? former?.Language ?? merchant.Language, former?.Message, TimeSpan.FromDays(merchant.InvitationDays), former?.Firstname, former?.Lastname);
}
