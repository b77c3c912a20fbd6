using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Mail.Bounces;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Invitations.Decline;

/// <summary>Declines an invitation by a mail to the address in its <c>List-Unsubscribe</c> header.</summary>
/// <remarks>Whoever can write to that address has read the mail, and could decline by its link. A mail to an address that was corrected since
/// changes nothing.</remarks>
public sealed class UnsubscribeInvitation(
    StorefrontDb db, OneTimeTokens tokens, InvitationTimeline timeline, SuppressionList suppressions, AuditTrail audit) : IUnsubscribeHandler
{
    public string Kind => InvitationMail.Kind;

    public Task HandleAsync(OutboxMail mail, CancellationToken ct) => db.InTransactionAsync<Done>(async () =>
    {
        // Locked first, as in every operation that ends an invitation.
        if (await db.HoldAsync(mail.CustomerId!.Value, ct) is { } customer && !await IsCorrectedSinceAsync(mail, ct)
            && await timeline.DeclineAsync(customer.Id, ct))
        {
            await tokens.DeclineAllAsync(customer, TokenPurpose.AcceptInvitation, ct);
            _ = EmailAddress.Check(customer.Email, out var address);
            await suppressions.AddAsync(address, SuppressionReason.Declined, ct);
            audit.Add("invitation.declined", customer.SubjectId, "by mail");
        }

        return Done.Value;
    }, ct);

    private Task<bool> IsCorrectedSinceAsync(OutboxMail mail, CancellationToken ct) => db.InvitationEvents.AnyAsync(
        row => row.CustomerId == mail.CustomerId && row.Kind == InvitationEventKind.Corrected && row.At > mail.CreatedAt, ct);
}
