namespace Storefront.Domain.Webhooks;

/// <summary>One event for one webhook: a row of the outbox that the transaction of the event writes and the dispatcher sends.</summary>
/// <remarks>Guarded statements mark it. It stays for thirty days, so that the merchant can look and send it again; a deletion's stays as long
/// as its receipt, and names nobody.</remarks>
public sealed class WebhookDelivery : IImmutableRow, ILeasedRow
{
    /// <summary>When what waits for a paused webhook is due.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long WebhookId { get; init; }

    /// <summary>The customer whose erasure also deletes the row; null for an event about nobody, and for the deletion itself.</summary>
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>The message's own name, the same for every webhook and at every attempt: a receiver can drop a repetition by it.</summary>
    public required string MessageId { get; init; }
    public required string Event { get; init; }

    /// <summary>What is sent, byte by byte.</summary>
    public required string Body { get; init; }

    /// <summary>Rows of one webhook and one stream are sent one after the other.</summary>
    public required string Stream { get; init; }

    /// <summary>The receipt of the deletion that the row tells of.</summary>
    public Guid? ReceiptId { get; init; }
    public OutboxState State { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }
    public DateTimeOffset? LeasedUntil { get; init; }
    public Guid? Lease { get; init; }

    /// <summary>When it was accepted or given up.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The status of the newest answer; null where there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>The newest attempts as JSON, oldest first (<see cref="WebhookAttempt"/>).</summary>
    public string AttemptLog { get; init; } = WebhookAttempt.None;

    /// <summary>When it is tried next; null when it is not, or once its webhook is active again.</summary>
    public DateTimeOffset? NextTryAt => State == OutboxState.Queued && NextAttemptAt < Never ? NextAttemptAt : null;
}
