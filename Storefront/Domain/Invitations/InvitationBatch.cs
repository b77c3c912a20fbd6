namespace Storefront.Domain.Invitations;

/// <summary>Many invitations that a merchant sends with one request, mailed step by step.</summary>
/// <remarks>Guarded statements write it, so that a step that lost its lease, or came after a pause, changes nothing.</remarks>
public sealed class InvitationBatch : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public InvitationBatchKind Kind { get; init; }
    public InvitationBatchStatus Status { get; init; }
    public int Total { get; init; }

    /// <summary>How many had their turn, mailed or left out.</summary>
    public int Done { get; init; }
    public int Invited { get; init; }
    public int Skipped { get; init; }
    public int Failed { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When every uploaded row was stored. A batch without it was never promised to anybody.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What every mail of the batch has in common.</summary>
    public string? Language { get; init; }
    public string? Message { get; init; }
    public int? ExpiresInDays { get; init; }

    /// <summary>Whether a row of an existing customer has failed, rather than being skipped.</summary>
    public bool FailsOnExisting { get; init; }

    /// <summary>Whether the rows are only judged.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Mails an hour; null where the platform decides.</summary>
    public int? Pace { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>SHA-256 of the upload, to notice the same one sent twice.</summary>
    public byte[]? Fingerprint { get; init; }

    /// <summary>Why it is paused.</summary>
    public string? Reason { get; init; }

    /// <summary>When the pace allows the next mail, and when there is something to do at all.</summary>
    public DateTimeOffset? NextMailAt { get; init; }
    public DateTimeOffset? NextStepAt { get; init; }

    /// <summary>Until when a dispatcher holds the batch, and which one.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }
    public Guid? Lease { get; init; }
}

/// <summary>What a batch does.</summary>
public enum InvitationBatchKind
{
    /// <summary>Mails invitations again that nobody accepted.</summary>
    Reminder,

    /// <summary>Invites the people of an uploaded table.</summary>
    Invitation,
}

/// <summary>Where a batch stands.</summary>
public enum InvitationBatchStatus
{
    Queued,
    Running,
    Paused,
    Completed,
    Cancelled,
}
