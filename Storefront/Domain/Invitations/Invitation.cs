namespace Storefront.Domain.Invitations;

/// <summary>One person's invitation to a shop: of a pending customer, or to an account whose address nobody proved. It stays the same through every resend.</summary>
/// <remarks>A customer has one at most, so its links, mails and timeline are found by the customer. Whether a link works is told by its
/// <see cref="OneTimeToken"/> alone; state and delivery are written by guarded statements, in the transaction of what happened.</remarks>
public sealed class Invitation : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public required string Language { get; init; }

    /// <summary>The merchant's message to the customer, plain text.</summary>
    public string? Message { get; init; }

    /// <summary>The names the merchant gave for an account that already has others; acceptance writes them to the account.</summary>
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the newest link stops working.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a fresh link was mailed after the first.</summary>
    public int Resends { get; init; }

    /// <summary>Where the newest mail stands.</summary>
    public InvitationDelivery Delivery { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Why the newest mail was deferred or bounced, without addresses.</summary>
    public string? Reason { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? DeclinedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The batch that invited, and the one that is going to remind.</summary>
    public long? BatchId { get; init; }
    public long? ReminderBatchId { get; init; }

    /// <summary>How many of the resends were reminders, and when the last was mailed.</summary>
    public int Reminders { get; init; }
    public DateTimeOffset? RemindedAt { get; init; }

    public InvitationStatus StatusAt(DateTimeOffset now) => this switch
    {
        { AcceptedAt: not null } => InvitationStatus.Accepted,
        { RevokedAt: not null } => InvitationStatus.Revoked,
        { DeclinedAt: not null } => InvitationStatus.Declined,
        _ => ExpiresAt > now ? InvitationStatus.Pending : InvitationStatus.Expired,
    };

    /// <summary>When it came to its end, whichever that was; null while it is pending.</summary>
    public DateTimeOffset? EndedBy(DateTimeOffset now) => AcceptedAt ?? RevokedAt ?? DeclinedAt ?? (ExpiresAt > now ? null : ExpiresAt);
}

/// <summary>What became of an invitation.</summary>
public enum InvitationStatus
{
    Pending,
    Accepted,
    Declined,
    Expired,
    Revoked,
}

/// <summary>Where the newest mail of an invitation stands.</summary>
public enum InvitationDelivery
{
    /// <summary>Nothing was mailed: the merchant hands the link over itself.</summary>
    None,
    Queued,
    Sent,

    /// <summary>A server said not now, or none answered.</summary>
    Deferred,

    /// <summary>Refused for good, or given up after days.</summary>
    Bounced,

    /// <summary>A browser has shown the page of the link.</summary>
    Opened,
}
