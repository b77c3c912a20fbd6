namespace Storefront.Domain.Mails;

/// <summary>A mail that a committed transaction added and the dispatcher sends.</summary>
/// <remarks>The content is encrypted, because an invitation's link is a secret. It is deleted once the mail is sent.</remarks>
public sealed class OutboxMail : IImmutableRow, ILeasedRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }

    /// <summary>The customer whose erasure also deletes the mail; null for a notice that outlives the account.</summary>
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>The kind of mail, for example <c>invitation</c>; it selects the template.</summary>
    public required string Kind { get; init; }
    public required string Language { get; init; }

    /// <summary>Recipient and template model, encrypted: the row reveals neither a person nor a link. Null once sent.</summary>
    public required string Content { get; init; }

    /// <summary>The Message-ID without angle brackets, the same at every attempt: a receiver can drop a duplicate by it.</summary>
    public required string MessageId { get; init; }
    public OutboxState State { get; init; }
    public int Attempts { get; init; }

    /// <summary>How often a server received the whole mail without a known answer. It is increased before the end of the mail is sent, and
    /// decreased by the answer.</summary>
    public int Unanswered { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Until when a dispatcher holds the lease, and which one holds it. An earlier holder can no longer mark the row.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }
    public Guid? Lease { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why the last attempt failed, without addresses.</summary>
    public string? LastProblem { get; init; }
}

/// <summary>The state of a mail.</summary>
public enum OutboxState
{
    Queued = 1,
    Sent = 2,

    /// <summary>Refused permanently, given up after five days, or sent and reported as undeliverable; kept for the operator.</summary>
    Parked = 3,
}
