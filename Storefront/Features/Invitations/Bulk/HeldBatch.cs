using Storefront.Platform.Batches;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>The conditions under which a step may write about a batch.</summary>
internal static class HeldBatch
{
    /// <summary>The batch, as long as this dispatcher has it and nobody paused or cancelled it.</summary>
    public static IQueryable<InvitationBatch> Running(this StorefrontDb db, LeasedBatch leased) => db.Held(leased)
        .Where(batch => batch.Status == InvitationBatchStatus.Queued || batch.Status == InvitationBatchStatus.Running);

    /// <summary>The batch, as long as this dispatcher has it.</summary>
    public static IQueryable<InvitationBatch> Held(this StorefrontDb db, LeasedBatch leased) =>
        db.InvitationBatches.Where(batch => batch.Id == leased.Id && batch.Lease == leased.Lease);
}
