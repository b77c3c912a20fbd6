namespace Storefront.Domain;

/// <summary>A row of a queue: a dispatcher leases it when it is due, works on it and marks it.</summary>
public interface ILeasedRow : ITenantOwned
{
    long Id { get; }
    OutboxState State { get; }
    DateTimeOffset NextAttemptAt { get; }

    /// <summary>Until when a dispatcher holds the lease, and which one holds it. An earlier holder can no longer mark the row.</summary>
    DateTimeOffset? LeasedUntil { get; }
    Guid? Lease { get; }
}
