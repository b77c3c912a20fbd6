using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Invitations;

/// <summary>Tells the merchant's webhooks what happens to an invitation, in the caller's transaction.</summary>
public sealed class InvitationWebhooks(StorefrontDb db, WebhookEvents webhooks, TimeProvider clock)
{
    /// <summary>Adds the event of a customer's stored invitation, if webhooks know such an event.</summary>
    public ValueTask AddAsync(InvitationEventKind kind, long customerId, CancellationToken ct, InvitationEvent? happened = null) =>
        TypeOf(kind) is { } type
            ? webhooks.AddAsync(type, WebhookSubject.Customer(customerId), async () => await ReadAsync(customerId, happened, ct), ct)
            : ValueTask.CompletedTask;

    /// <summary>Adds the event of a saved first invitation.</summary>
    public ValueTask AddInvitedAsync(Invitation invitation, Customer customer, CancellationToken ct) => webhooks.AddAsync(
        WebhookEventTypes.CustomerInvited, WebhookSubject.Customer(customer.Id),
        () => InvitationPayload.Of(invitation, customer, clock.GetUtcNow()), ct);

    /// <summary>Adds the event of an invitation that is revoked and erased with its customer; it names nobody.</summary>
    public ValueTask AddErasedAsync(Invitation invitation, Customer customer, CancellationToken ct) => webhooks.AddAsync(
        WebhookEventTypes.InvitationRevoked, WebhookSubject.LeavingCustomer(customer.Id),
        () => InvitationPayload.Of(invitation, customer, clock.GetUtcNow()) with
        {
            Email = null,
            ExternalId = null,
            Status = InvitationStatus.Revoked
        }, ct);

    private static string? TypeOf(InvitationEventKind kind) => kind switch
    {
        InvitationEventKind.Sent => WebhookEventTypes.InvitationSent,
        InvitationEventKind.Bounced => WebhookEventTypes.InvitationBounced,
        InvitationEventKind.Opened => WebhookEventTypes.InvitationOpened,
        InvitationEventKind.Accepted => WebhookEventTypes.InvitationAccepted,
        InvitationEventKind.Declined => WebhookEventTypes.InvitationDeclined,
        InvitationEventKind.Revoked => WebhookEventTypes.InvitationRevoked,
        InvitationEventKind.Corrected => WebhookEventTypes.InvitationCorrected,
        _ => null,
    };

    private async Task<InvitationPayload?> ReadAsync(long customerId, InvitationEvent? happened, CancellationToken ct) =>
        await db.Invitations.AsNoTracking().Include(row => row.Customer).FirstOrDefaultAsync(row => row.CustomerId == customerId, ct) is { } row
            ? InvitationPayload.Of(row, row.Customer, clock.GetUtcNow(), happened)
            : null;
}
