namespace Storefront.Domain.Invitations;

/// <summary>Many invitations mailed at one wish of a merchant.</summary>
public sealed class InvitationBatch : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public InvitationBatchKind Kind { get; init; }
    public InvitationBatchStatus Status { get; init; }
    public int Total { get; init; }

    /// <summary>How many had their turn, mailed or left out.</summary>
    public int Done { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What a batch does.</summary>
public enum InvitationBatchKind
{
    /// <summary>Mails invitations again that nobody accepted.</summary>
    Reminder,
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
