using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Storefront.Features.Invitations.Remind;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Identity;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations;

/// <summary>Records an event of a customer's invitation: its state, and a row of its timeline, in the caller's transaction.</summary>
/// <remarks>Each change is one guarded statement: of several at once one is written, and its row with it. The caller has locked the
/// customer. For a customer without an invitation nothing is written.</remarks>
public sealed class InvitationTimeline(
    StorefrontDb db, CurrentMerchant currentMerchant, SuppressionList suppressions, WaitingReminderStore reminders, InvitationWebhooks webhooks,
    TimeProvider clock)
    : IVerifiedEmailHandler
{
    /// <summary>Adds a row about an invitation whose state the caller writes.</summary>
    public ValueTask AddAsync(Customer customer, InvitationEventKind kind, CancellationToken ct)
    {
        db.Insert(new InvitationEvent
        {
            MerchantId = currentMerchant.Id,
            Customer = customer.Id == 0 ? customer : null!,
            CustomerId = customer.Id,
            Kind = kind,
            At = clock.GetUtcNow(),
        });
        return webhooks.AddAsync(kind, customer.Id, ct);
    }

    /// <summary>Records that the address was verified: by the link or in another way, this accepts the invitation.</summary>
    public async Task<int> HandleAsync(Customer customer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await WriteAsync(
            Of(customer.Id).Where(row => row.AcceptedAt == null && row.RevokedAt == null),
            set => set.SetProperty(row => row.AcceptedAt, now),
            New(customer.Id, InvitationEventKind.Accepted), ct))
        {
            await reminders.LeaveAsync(customer.Id, ct);

            // The address's owner reads the mailbox, and wants the account after all.
            await suppressions.RemoveAsync(customer.NormalizedEmail!, ct, SuppressionReason.Declined, SuppressionReason.Bounced);
        }

        return 0;
    }

    /// <summary>Records that the invitee declined.</summary>
    public Task<bool> DeclineAsync(long customerId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(Open(customerId), set => set.SetProperty(row => row.DeclinedAt, now), New(customerId, InvitationEventKind.Declined), ct);
    }

    /// <summary>Records that the merchant revoked it; a declined invitation can be revoked too.</summary>
    public Task<bool> RevokeAsync(long customerId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(
            Of(customerId).Where(row => row.AcceptedAt == null && row.RevokedAt == null),
            set => set.SetProperty(row => row.RevokedAt, now).SetProperty(row => row.NextTryAt, (DateTimeOffset?)null),
            New(customerId, InvitationEventKind.Revoked), ct);
    }

    /// <summary>Records that a browser has shown the page of the newest link.</summary>
    public Task<bool> OpenAsync(long customerId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(
            Open(customerId),
            set => set.SetProperty(row => row.Delivery, InvitationDelivery.Opened).SetProperty(row => row.OpenedAt, now)
                .SetProperty(row => row.NextTryAt, (DateTimeOffset?)null).SetProperty(row => row.Reason, (string?)null),
            New(customerId, InvitationEventKind.Opened), ct);
    }

    /// <summary>Records that a server accepted the newest mail; an invitation that was already opened stays opened.</summary>
    public Task<bool> SendAsync(long customerId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return WriteAsync(
            Of(customerId),
            set => set.SetProperty(row => row.SentAt, now)
                .SetProperty(row => row.NextTryAt, (DateTimeOffset?)null).SetProperty(row => row.Reason, (string?)null)
                .SetProperty(row => row.Delivery, row => row.Delivery == InvitationDelivery.Opened ? row.Delivery : InvitationDelivery.Sent),
            New(customerId, InvitationEventKind.Sent), ct);
    }

    /// <summary>Records that the newest mail was deferred or refused, and the server's reply; an accepted invitation stays as it is.</summary>
    public Task<bool> FailAsync(long customerId, InvitationDelivery delivery, MailOutcome outcome, CancellationToken ct)
    {
        var kind = delivery == InvitationDelivery.Bounced ? InvitationEventKind.Bounced : InvitationEventKind.Deferred;
        return WriteAsync(
            Of(customerId).Where(row => row.AcceptedAt == null),
            set => set.SetProperty(row => row.Delivery, delivery)
                .SetProperty(row => row.NextTryAt, outcome.NextTryAt).SetProperty(row => row.Reason, outcome.Reason),
            New(customerId, kind, outcome), ct);
    }

    private async Task<bool> WriteAsync(
        IQueryable<Invitation> guarded, Action<UpdateSettersBuilder<Invitation>> set, InvitationEvent happened, CancellationToken ct)
    {
        if (await guarded.ExecuteUpdateAsync(set, ct) == 0)
        {
            return false;
        }

        db.Insert(happened);
        await webhooks.AddAsync(happened.Kind, happened.CustomerId, ct, happened);
        return true;
    }

    private InvitationEvent New(long customerId, InvitationEventKind kind, MailOutcome? outcome = null) => new()
    {
        MerchantId = currentMerchant.Id,
        CustomerId = customerId,
        Kind = kind,
        At = clock.GetUtcNow(),
        Code = outcome?.Code,
        Reason = outcome?.Reason,
        NextTryAt = outcome?.NextTryAt,
    };

    private IQueryable<Invitation> Of(long customerId) => db.Invitations.Where(row => row.CustomerId == customerId);

    private IQueryable<Invitation> Open(long customerId) => Of(customerId)
        .Where(row => row.AcceptedAt == null && row.RevokedAt == null && row.DeclinedAt == null);
}
