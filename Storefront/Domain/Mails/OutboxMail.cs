namespace Storefront.Domain.Mails;

/// <summary>A mail that was promised by a committed transaction and is sent by the dispatcher.</summary>
/// <remarks>Holds what the mail says as protected data, since an invitation's link is a secret; it is wiped once the mail is sent.</remarks>
public sealed class OutboxMail : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }

    /// <summary>The customer whose erasure takes the mail along; empty for the notice that outlives the account.</summary>
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>Which mail this is, for example <c>invitation</c>; names the template.</summary>
    public required string Kind { get; init; }
    public required string Language { get; init; }

    /// <summary>Recipient and the template's model, protected: the row names nobody and gives no link away. Empty once sent.</summary>
    public required string Content { get; init; }

    /// <summary>The same on every try, without angle brackets: a receiver can drop a duplicate by it.</summary>
    public required string MessageId { get; init; }
    public OutboxState State { get; init; }
    public int Attempts { get; init; }

    /// <summary>How often a server got the whole mail without its answer being known: written before the end of the mail is, and taken back by the answer.</summary>
    public int Unanswered { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Until when a dispatcher holds the row, and which turn of which dispatcher: an older turn cannot mark it any more.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }
    public Guid? Lease { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why the last try failed, without addresses.</summary>
    public string? LastProblem { get; init; }
}

/// <summary>Where a mail stands.</summary>
public enum OutboxState
{
    Queued = 1,
    Sent = 2,

    /// <summary>Refused for good, or given up after days; kept visible for the operator.</summary>
    Parked = 3,
}
