using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Notes what receivers answer to the mails of a batch, and stops a group that refuses by its policy or where too many mailboxes do
/// not exist.</summary>
public sealed class BatchBrake(StorefrontDb db, TimeProvider clock)
{
    private const int FewestTried = 50;

    // More than one in fifty.
    private const int MostBounced = 50;

    /// <summary>Notes the outcome of a mail, in the transaction that records it; the customer is locked.</summary>
    public async Task RecordAsync(long customerId, MailOutcome outcome, CancellationToken ct)
    {
        var row = await db.InvitationBatchRows.AsNoTracking().FirstOrDefaultAsync(
            found => found.CustomerId == customerId && (found.Mail == BatchMailState.Released || found.Mail == BatchMailState.Deferred), ct);
        if (row is null)
        {
            return;
        }

        var state = outcome.State == OutboxState.Queued ? BatchMailState.Deferred
            : outcome.IsAgainstPolicy ? BatchMailState.Refused : BatchMailState.Ended;
        await db.InvitationBatchRows.Where(found => found.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(found => found.Mail, state), ct);
        var (tried, bounced) = (row.Mail == BatchMailState.Released ? 1 : 0, outcome.IsHardBounce ? 1 : 0);
        var group = db.InvitationBatchGroups.Where(found => found.BatchId == row.BatchId && found.Name == row.ReceivingGroup);
        await group.ExecuteUpdateAsync(
            set => set.SetProperty(found => found.Tried, found => found.Tried + tried)
                .SetProperty(found => found.Bounced, found => found.Bounced + bounced), ct);
        if (outcome.IsAgainstPolicy || outcome.IsHardBounce)
        {
            await StopAsync(group, row.BatchId, outcome, ct);
        }
    }

    private async Task StopAsync(IQueryable<InvitationBatchGroup> group, long batchId, MailOutcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isAgainstPolicy = outcome.IsAgainstPolicy;
        var reason = isAgainstPolicy ? $"{outcome.Code} {outcome.Reason}" : "More than 2 % of the mails were refused for good.";
        var stopped = await group
            .Where(found => found.StoppedAt == null
                && (isAgainstPolicy || (found.Tried >= FewestTried && found.Bounced * MostBounced > found.Tried))
                && db.InvitationBatches.Any(batch => batch.Id == batchId
                    && (batch.Status == InvitationBatchStatus.Running || batch.Status == InvitationBatchStatus.Paused)))
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.StoppedAt, now).SetProperty(found => found.Reason, reason), ct);
        if (stopped == 1)
        {
            // The batch goes on to the others, and says why one of its groups waits.
            await db.InvitationBatches.Where(batch => batch.Id == batchId && batch.Reason == null).ExecuteUpdateAsync(
                set => set.SetProperty(batch => batch.Reason, reason), ct);
        }
    }
}
