namespace Storefront.Platform.Batches;

/// <summary>Does the work of one kind of batch in small steps, in the scope of the batch's merchant.</summary>
public interface IBatchWorker
{
    InvitationBatchKind Kind { get; }

    /// <summary>Does one step, each part of it in one transaction that the lease guards. Returns the time of the
    /// next step; null when the batch waits for somebody's action.</summary>
    Task<DateTimeOffset?> StepAsync(LeasedBatch batch, CancellationToken ct);
}

/// <summary>A batch in the hands of one dispatcher.</summary>
public sealed record LeasedBatch(long Id, long MerchantId, InvitationBatchKind Kind, Guid Lease);
