using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Remind;
using Storefront.Platform.Identity;
using Storefront.Platform.Links;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations;

/// <summary>Mails a link to a customer with an unverified address: a new one for the existing invitation, or a first invitation.</summary>
/// <remarks>Part of the caller's transaction: invitation, token and mail are stored together or not at all. The previous link is
/// superseded, and its unsent mail is cancelled.</remarks>
public sealed class InvitationSender(
    StorefrontDb db, OneTimeTokens tokens, MailOutbox outbox, InvitationTimeline timeline, WaitingReminderStore reminders, ShopLinks links,
    TimeProvider clock)
    : IPendingCustomerNotifier
{
    /// <summary>Adds the first invitation of a customer, and its mail where there is an allowance for one; the merchant must have a primary
    /// host.</summary>
    public async Task<IssuedInvitation> InviteAsync(
        Merchant merchant, Customer customer, InvitationContent content, MailAllowance? allowance, CancellationToken ct)
    {
        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.AcceptInvitation, content.Lifetime, ct);
        var invitation = new Invitation
        {
            MerchantId = merchant.Id,
            Customer = customer,
            Language = content.Language,
            Message = content.Message,
            Firstname = customer.IsPending ? null : content.Firstname,
            Lastname = customer.IsPending ? null : content.Lastname,
            Metadata = customer.IsPending ? null : content.Metadata,
            CreatedAt = token.CreatedAt,
            ExpiresAt = token.ExpiresAt,
            Delivery = allowance is null ? InvitationDelivery.None : InvitationDelivery.Queued,
        };
        db.Insert(invitation);
        var link = LinkTo(merchant, customer, content, secret);
        if (allowance is not null)
        {
            await timeline.AddAsync(customer, InvitationEventKind.Queued, ct);
            Mail(customer, content, token, link, allowance);
        }

        return new(invitation, link);
    }

    /// <summary>Adds the first invitation of a customer, whose mail waits for its turn in a batch: its lifetime begins then.</summary>
    public async Task<Invitation> PlanAsync(Merchant merchant, Customer customer, InvitationContent content, long batchId, CancellationToken ct)
    {
        var invitation = new Invitation
        {
            MerchantId = merchant.Id,
            Customer = customer,
            Language = content.Language,
            Message = content.Message,
            Firstname = customer.IsPending ? null : content.Firstname,
            Lastname = customer.IsPending ? null : content.Lastname,
            Metadata = customer.IsPending ? null : content.Metadata,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = Invitation.NotMailedYet,
            Delivery = InvitationDelivery.Queued,
            BatchId = batchId,
        };
        db.Insert(invitation);
        await timeline.AddAsync(customer, InvitationEventKind.Queued, ct);
        return invitation;
    }

    /// <summary>Mails the planned invitation of a locked customer.</summary>
    public async Task SendPlannedAsync(Merchant merchant, Customer customer, InvitationContent content, MailAllowance allowance, CancellationToken ct)
    {
        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.AcceptInvitation, content.Lifetime, ct);
        await db.Invitations.Where(row => row.CustomerId == customer.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, token.ExpiresAt), ct);
        Mail(customer, content, token, LinkTo(merchant, customer, content, secret), allowance);
    }

    /// <summary>Makes invitations planned ones again, after their mails were taken back or refused.</summary>
    public async Task PlanAgainAsync(IQueryable<Invitation> invitations, CancellationToken ct)
    {
        await db.OneTimeTokens.Where(OneTimeToken.IsOpen).Where(token => token.Purpose == TokenPurpose.AcceptInvitation)
            .Where(token => invitations.Any(row => row.CustomerId == token.CustomerId)).ExecuteDeleteAsync(ct);
        await invitations.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ExpiresAt, Invitation.NotMailedYet).SetProperty(row => row.Delivery, InvitationDelivery.Queued)
                .SetProperty(row => row.NextTryAt, (DateTimeOffset?)null).SetProperty(row => row.Reason, (string?)null), ct);
    }

    /// <summary>Mails a new link of a locked customer's invitation, or of a first one; a declined invitation is open again.</summary>
    public Task ResendAsync(Merchant merchant, Customer customer, InvitationContent content, MailAllowance allowance, CancellationToken ct) =>
        SendFreshAsync(merchant, customer, content, allowance, InvitationEventKind.Resent, ct);

    /// <summary>The same, with the reason for the timeline.</summary>
    public async Task SendFreshAsync(
        Merchant merchant, Customer customer, InvitationContent content, MailAllowance allowance, InvitationEventKind why, CancellationToken ct)
    {
        await WithdrawMailsAsync(customer, ct);
        if (!await db.Invitations.AnyAsync(row => row.CustomerId == customer.Id, ct))
        {
            await InviteAsync(merchant, customer, content, allowance, ct);
            return;
        }

        var (token, secret) = await RenewAsync(customer, content, InvitationDelivery.Queued, why, ct);
        Mail(customer, content, token, LinkTo(merchant, customer, content, secret), allowance);
    }

    // The invitation with a new link in the place of the former one.
    private async Task<(OneTimeToken Token, string Secret)> RenewAsync(
        Customer customer, InvitationContent content, InvitationDelivery delivery, InvitationEventKind why, CancellationToken ct)
    {
        var (token, secret) = await tokens.IssueAsync(customer, TokenPurpose.AcceptInvitation, content.Lifetime, ct);
        var resends = why == InvitationEventKind.Resent ? 1 : 0;
        await db.Invitations.Where(row => row.CustomerId == customer.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Resends, row => row.Resends + resends).SetProperty(row => row.ExpiresAt, token.ExpiresAt)
                .SetProperty(row => row.Language, content.Language).SetProperty(row => row.Message, content.Message)
                .SetProperty(row => row.Delivery, delivery).SetProperty(row => row.NextTryAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Reason, (string?)null).SetProperty(row => row.DeclinedAt, (DateTimeOffset?)null),
            ct);
        await timeline.AddAsync(customer, why, ct);
        return (token, secret);
    }

    /// <summary>Makes a new link of a locked customer's invitation, or of a first one, that the merchant hands over itself; nothing is
    /// mailed.</summary>
    public async Task<string> LinkAsync(Merchant merchant, Customer customer, InvitationContent content, CancellationToken ct)
    {
        await WithdrawMailsAsync(customer, ct);
        if (!await db.Invitations.AnyAsync(row => row.CustomerId == customer.Id, ct))
        {
            return (await InviteAsync(merchant, customer, content, allowance: null, ct)).Link;
        }

        return LinkTo(
            merchant, customer, content, (await RenewAsync(customer, content, InvitationDelivery.None, InvitationEventKind.Resent, ct)).Secret);
    }

    /// <summary>Mails a pending customer's invitation again, at the request of whoever entered the address. A revoked invitation stays
    /// revoked. A declined one is renewed, because the request is a change of mind.</summary>
    public async Task SendAgainAsync(Merchant merchant, Customer customer, MailAllowance allowance, CancellationToken ct)
    {
        var former = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(row => row.CustomerId == customer.Id, ct);
        if (former?.RevokedAt is null)
        {
            await ResendAsync(merchant, customer, InvitationContent.Again(merchant, customer, former), allowance, ct);
        }
    }

    /// <summary>Ends the links of a locked customer's invitation, and cancels an unsent mail.</summary>
    public async Task WithdrawAsync(Customer customer, CancellationToken ct)
    {
        await tokens.VoidAsync(customer, TokenPurpose.AcceptInvitation, ct);
        await WithdrawMailsAsync(customer, ct);
    }

    /// <summary>Deletes the parts of a locked customer's invitation that contain the address: its links, its unsent mails and what
    /// webhooks were told.</summary>
    public async Task ForgetAddressAsync(Customer customer, CancellationToken ct)
    {
        await db.OneTimeTokens.Where(token => token.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.OutboxMails.Where(mail => mail.CustomerId == customer.Id && mail.State != OutboxState.Sent).ExecuteDeleteAsync(ct);
        await db.WebhookDeliveries.Where(delivery => delivery.CustomerId == customer.Id).ExecuteDeleteAsync(ct);
        await db.Invitations.Where(row => row.CustomerId == customer.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.SentAt, (DateTimeOffset?)null).SetProperty(row => row.OpenedAt, (DateTimeOffset?)null), ct);
        await reminders.LeaveAsync(customer.Id, ct);
    }

    private Task<int> WithdrawMailsAsync(Customer customer, CancellationToken ct) => db.OutboxMails
        .Where(mail => mail.CustomerId == customer.Id && mail.Kind == InvitationMail.Kind && mail.State == OutboxState.Queued).ExecuteDeleteAsync(ct);

    private string LinkTo(Merchant merchant, Customer customer, InvitationContent content, string secret) =>
        links.To(merchant, ShopPages.AcceptInvitation, MailedLinkPage.Values(customer, merchant, secret, content.Language));

    private void Mail(Customer customer, InvitationContent content, OneTimeToken token, string link, MailAllowance allowance)
    {
        outbox.Add(
            allowance, content.Language,
            new InvitationMail(
                link, customer.IsPending ? customer.Firstname : content.Firstname, content.Message, token.ExpiresAt, content.OffersUnsubscribe),
            owner: customer);
    }
}

/// <summary>An invitation and its link, which is a secret.</summary>
public sealed record IssuedInvitation(Invitation Invitation, string Link);

/// <summary>The content of an invitation: language, the merchant's message, how long the link is valid, and the names and notes for an
/// account that has others. A reminder or a batch's invitation offers to unsubscribe.</summary>
public sealed record InvitationContent(
    string Language, string? Message, LinkLifetime Lifetime, string? Firstname, string? Lastname, Metadata? Metadata,
    bool OffersUnsubscribe = false)
{
    /// <summary>The content that repeats a former invitation, or the default.</summary>
    public static InvitationContent Again(Merchant merchant, Customer customer, Invitation? former) => new(
        customer.Language ?? former?.Language
            ?? merchant.Language, former?.Message, LinkLifetime.ForDays(merchant.InvitationDays), former?.Firstname, former?.Lastname,
        former?.Metadata);
}
