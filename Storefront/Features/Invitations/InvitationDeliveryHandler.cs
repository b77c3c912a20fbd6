using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Bulk;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations;

/// <summary>Writes on the invitation what became of its mail: handed over, put off or refused; suppresses an address without a mailbox.</summary>
public sealed class InvitationDeliveryHandler(
    StorefrontDb db, InvitationTimeline timeline, SuppressionList suppressions, BatchBrake brake) : IMailOutcomeHandler
{
    public string Kind => InvitationMail.Kind;

    public async Task HandleAsync(OutboxMail mail, MailOutcome outcome, CancellationToken ct)
    {
        var customerId = mail.CustomerId!.Value;
        switch (outcome)
        {
            case { State: OutboxState.Sent }:
                await timeline.SendAsync(customerId, ct);
                break;

            // No server refused it: a mail that may have been delivered has not bounced.
            case { State: OutboxState.Parked, Code: not null } or { State: OutboxState.Parked, IsGivenUp: true }:
                if (await timeline.FailAsync(customerId, InvitationDelivery.Bounced, outcome, ct))
                {
                    await SuppressAsync(customerId, outcome, ct);
                }

                break;
            default:
                await timeline.FailAsync(customerId, InvitationDelivery.Deferred, outcome, ct);
                break;
        }

        await brake.RecordAsync(customerId, outcome, ct);
    }

    private async Task SuppressAsync(long customerId, MailOutcome outcome, CancellationToken ct)
    {
        if (outcome.HasNoMailbox)
        {
            var email = await db.Customers.Where(row => row.Id == customerId).Select(row => row.Email).FirstAsync(ct);
            _ = EmailAddress.Check(email, out var address);
            await suppressions.AddAsync(address, SuppressionReason.Bounced, ct);
        }
    }
}
