using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations;

/// <summary>Creates an invitation with a new link for a customer with an unverified address; the previous link is superseded.</summary>
/// <remarks>Part of the caller's transaction: invitation, token and mail are stored together or not at all.</remarks>
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

    /// <summary>Sends a pending customer's newest invitation again, at the request of whoever entered the address. A revoked invitation
    /// stays revoked. A declined one is renewed, because the request is a change of mind.</summary>
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

/// <summary>The content of an invitation: language, the merchant's message, how long the link is valid, and the names for an account that
/// has others.</summary>
public sealed record Letter(string Language, string? Message, TimeSpan Lifetime, string? Firstname, string? Lastname)
{
    /// <summary>The content that repeats a former invitation, or the default.</summary>
    public static Letter Again(Merchant merchant, Customer customer, Invitation? former) => new(
        customer.Language ?? former?.Language ?? merchant.Language, former?.Message, TimeSpan.FromDays(merchant.InvitationDays), former?.Firstname, former?.Lastname);
}
