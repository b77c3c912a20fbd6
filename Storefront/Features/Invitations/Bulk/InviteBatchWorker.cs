using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Batches;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Works on a batch of invitations: writes its rows first, then releases their mails at its pace; a cancelled one is withdrawn.</summary>
public sealed class InviteBatchWorker(
    StorefrontDb db, BatchRowWriter writer, BatchMailReleaser releaser, BatchWithdrawer withdrawer, TimeProvider clock) : IBatchWorker
{
    public InvitationBatchKind Kind => InvitationBatchKind.Invitation;

    public async Task<DateTimeOffset?> StepAsync(LeasedBatch batch, CancellationToken ct)
    {
        var row = await db.InvitationBatches.AsNoTracking().FirstAsync(found => found.Id == batch.Id, ct);
        return row.Status switch
        {
            InvitationBatchStatus.Cancelled => await withdrawer.StepAsync(batch, ct),
            InvitationBatchStatus.Queued or InvitationBatchStatus.Running =>
                await writer.StepAsync(row, batch, ct) ? clock.GetUtcNow() : await releaser.StepAsync(row, batch, ct),
            _ => null,
        };
    }
}
