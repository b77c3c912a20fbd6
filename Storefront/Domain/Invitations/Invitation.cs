namespace Storefront.Domain.Invitations;

/// <summary>One person's invitation to a merchant: a pending customer's, or one to an unverified account. It stays the same through every
/// resend.</summary>
/// <remarks>A customer has at most one, so its links, mails and timeline are found by the customer. <see cref="OneTimeToken"/> alone says
/// whether a link works. Guarded statements write state and delivery, in the transaction of the event.</remarks>
public sealed class Invitation : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public required string Language { get; init; }

    /// <summary>The merchant's message to the customer, plain text.</summary>
    public string? Message { get; init; }

    /// <summary>The names and notes the merchant gave for an account that already has others; acceptance writes them to the
    /// account.</summary>
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public Metadata? Metadata { get; init; }

    /// <summary>These names and the last name, folded for searching; empty where the customer's own are shown.</summary>
    public string FoldedName { get => SearchText.Fold($"{Firstname} {Lastname}"); private init => _ = value; }
    public string FoldedLastname { get => SearchText.Fold(Lastname); private init => _ = value; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the newest link expires.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a new link was mailed after the first.</summary>
    public int Resends { get; init; }

    /// <summary>The delivery state of the newest mail.</summary>
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

    /// <summary>The expiry of an invitation whose mail has not been handed over: its lifetime has not begun.</summary>
    public static DateTimeOffset NotMailedYet { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When its link expires; null until its mail is handed over.</summary>
    public DateTimeOffset? LinkExpiresAt => ExpiresAt == NotMailedYet ? null : ExpiresAt;

    public InvitationStatus StatusAt(DateTimeOffset now) => this switch
    {
        { AcceptedAt: not null } => InvitationStatus.Accepted,
        { RevokedAt: not null } => InvitationStatus.Revoked,
        { DeclinedAt: not null } => InvitationStatus.Declined,
        _ => ExpiresAt > now ? InvitationStatus.Pending : InvitationStatus.Expired,
    };

    /// <summary>When it ended, in whatever way; null while it is pending.</summary>
    public DateTimeOffset? EndedBy(DateTimeOffset now) => AcceptedAt ?? RevokedAt ?? DeclinedAt ?? (ExpiresAt > now ? null : ExpiresAt);
}

/// <summary>The state of an invitation.</summary>
public enum InvitationStatus
{
    Pending,
    Accepted,
    Declined,
    Expired,
    Revoked,
}

/// <summary>The delivery state of an invitation's newest mail.</summary>
public enum InvitationDelivery
{
    /// <summary>Nothing was mailed: the merchant passes the link on itself.</summary>
    None,
    Queued,
    Sent,

    /// <summary>A server refused temporarily, or did not answer.</summary>
    Deferred,

    /// <summary>Refused permanently, or given up after days.</summary>
    Bounced,

    /// <summary>A browser has shown the page of the link.</summary>
    Opened,
}
