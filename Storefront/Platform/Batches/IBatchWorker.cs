namespace Storefront.Platform.Batches;

/// <summary>Does the work of one kind of batch in small steps, in the scope of the batch's merchant.</summary>
public interface IBatchWorker
{
    InvitationBatchKind Kind { get; }

    /// <summary>Does one step, each part of it in one transaction that the lease guards. Returns when there is something to do again; null
    /// when there is nothing until somebody acts.</summary>
    Task<DateTimeOffset?> StepAsync(LeasedBatch batch, CancellationToken ct);
}

/// <summary>A batch in the hands of one dispatcher.</summary>
public sealed record LeasedBatch(long Id, long MerchantId, InvitationBatchKind Kind, Guid Lease);
