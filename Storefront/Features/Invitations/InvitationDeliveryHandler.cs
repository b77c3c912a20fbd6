using Storefront.Platform.Mail.Outbox;

namespace Storefront.Features.Invitations;

/// <summary>Writes on the invitation what became of its mail: handed over, put off, or refused for good.</summary>
public sealed class InvitationDeliveryHandler(InvitationTimeline timeline) : IMailOutcomeHandler
{
    public string Kind => InvitationMail.Kind;

    public Task HandleAsync(OutboxMail mail, MailOutcome outcome, CancellationToken ct)
    {
        var customerId = mail.CustomerId!.Value;
        return outcome switch
        {
            { State: OutboxState.Sent } => timeline.SendAsync(customerId, ct),

            // Nobody refused it: a mail that may have been delivered has not bounced.
            { State: OutboxState.Parked, Code: not null } or { State: OutboxState.Parked, IsGivenUp: true } => timeline.FailAsync(customerId, InvitationDelivery.Bounced, outcome, ct),
            _ => timeline.FailAsync(customerId, InvitationDelivery.Deferred, outcome, ct),
        };
    }
}
