using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Takes an invitation's mail back into its batch when the batch is paused or its group stopped while the mail was on its
/// way.</summary>
public sealed class BatchMailHold(StorefrontDb db, InvitationSender sender) : IMailHold
{
    public string Kind => InvitationMail.Kind;

    public async Task<bool> TryTakeBackAsync(OutboxMail mail, IQueryable<OutboxMail> held, CancellationToken ct)
    {
        if (mail.CustomerId is not { } customerId || await db.InvitationBatchRows.AsNoTracking().FirstOrDefaultAsync(
            found => found.CustomerId == customerId && (found.Mail == BatchMailState.Released || found.Mail == BatchMailState.Deferred),
            ct) is not { } row)
        {
            return false;
        }

        var mustWait = await db.InvitationBatches.AnyAsync(batch => batch.Id == row.BatchId
            && (batch.Status == InvitationBatchStatus.Paused || batch.Status == InvitationBatchStatus.Cancelled
                || (batch.Status == InvitationBatchStatus.Running && db.InvitationBatchGroups.Any(
                    group => group.BatchId == row.BatchId && group.Name == row.ReceivingGroup && group.StoppedAt != null))), ct);
        return mustWait && !(await db.InTransactionAsync(() => TakeBackAsync(row, customerId, held, ct), ct)).IsRefused;
    }

    // A mail that a server may have accepted stays where it is: it must not leave twice.
    private async Task<Result<Done>> TakeBackAsync(InvitationBatchRow row, long customerId, IQueryable<OutboxMail> held, CancellationToken ct)
    {
        if (!await db.TryHoldAsync(customerId, ct) || await held.Where(mail => mail.Unanswered == 0).ExecuteDeleteAsync(ct) == 0)
        {
            return BulkErrors.HandedOver;
        }

        await sender.PlanAgainAsync(db.Invitations.Where(found => found.CustomerId == customerId), ct);
        await db.InvitationBatchRows.Where(found => found.Id == row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.Mail, BatchMailState.Waiting), ct);
        return Done.Value;
    }
}
