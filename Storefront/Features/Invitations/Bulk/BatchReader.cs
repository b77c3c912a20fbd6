using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Reads a merchant's batches of invitations with their numbers.</summary>
public sealed class BatchReader(StorefrontDb db, BatchPace pace, TimeProvider clock)
{
    /// <summary>The batches that were received as a whole.</summary>
    public IQueryable<InvitationBatch> Batches =>
        db.InvitationBatches.AsNoTracking().Where(batch => batch.Kind == InvitationBatchKind.Invitation && batch.ReceivedAt != null);

    public Task<InvitationBatch?> FindAsync(long? batchId, CancellationToken ct) => Batches.FirstOrDefaultAsync(batch => batch.Id == batchId, ct);

    public async Task<BatchView> ViewAsync(InvitationBatch batch, CancellationToken ct)
    {
        var invitations = db.Invitations.Where(row => row.BatchId == batch.Id);
        var states = await invitations.GroupBy(row => row.Delivery).Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.Key, rows => rows.Count, ct);
        var stopped = await db.InvitationBatchGroups.Where(group => group.BatchId == batch.Id && group.StoppedAt != null).OrderBy(group => group.Name)
            .Select(group => new StoppedGroup(group.Name, group.Reason, group.StoppedAt!.Value)).ToListAsync(ct);
        return new()
        {
            Id = batch.Id,
            Status = batch.Status,
            DryRun = batch.IsDryRun,
            Total = batch.Total,
            Done = batch.Done,
            Invited = batch.Invited,
            Skipped = batch.Skipped,
            Failed = batch.Failed,
            CreatedAt = batch.CreatedAt,
            StartedAt = batch.StartedAt,
            FinishedAt = batch.FinishedAt,
            NotBefore = batch.NotBefore,
            Pace = batch.Pace,
            EtaSeconds = await EtaAsync(batch, ct),
            Reason = batch.Reason,
            Queued = states.GetValueOrDefault(InvitationDelivery.Queued),
            Sent = states.GetValueOrDefault(InvitationDelivery.Sent),
            Deferred = states.GetValueOrDefault(InvitationDelivery.Deferred),
            Bounced = states.GetValueOrDefault(InvitationDelivery.Bounced),
            Opened = states.GetValueOrDefault(InvitationDelivery.Opened),
            Accepted = await invitations.CountAsync(row => row.AcceptedAt != null, ct),
            Declined = await invitations.CountAsync(row => row.DeclinedAt != null, ct),
            StoppedGroups = stopped,
        };
    }

    private async Task<long?> EtaAsync(InvitationBatch batch, CancellationToken ct)
    {
        if (batch.IsDryRun || batch.Status is not (InvitationBatchStatus.Queued or InvitationBatchStatus.Running))
        {
            return null;
        }

        var waiting = await db.InvitationBatchRows.CountAsync(
            row => row.BatchId == batch.Id && (row.Mail == BatchMailState.Waiting || row.Status == BatchRowStatus.Waiting), ct);
        var now = clock.GetUtcNow();
        var start = batch.NotBefore > now ? batch.NotBefore.Value - now : TimeSpan.Zero;
        return waiting == 0 ? null : (long)Math.Ceiling((start + await pace.DurationAsync(batch, waiting, ct)).TotalSeconds);
    }
}
