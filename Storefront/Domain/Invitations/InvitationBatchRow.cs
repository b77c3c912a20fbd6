namespace Storefront.Domain.Invitations;

/// <summary>One row of an uploaded table, and what became of it.</summary>
public sealed class InvitationBatchRow : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long BatchId { get; init; }

    /// <summary>The line of the file, or the number of the customer in the request.</summary>
    public int Line { get; init; }

    /// <summary>HMAC-SHA256 of the canonical address, so that the row is found when the person is erased; null without an address.</summary>
    public byte[]? Hash { get; set; }

    /// <summary>The fields of the row, encrypted; once it is written, only the address, and nothing where a customer has it.</summary>
    public required string Content { get; set; }
    public BatchRowStatus Status { get; set; }

    /// <summary>Why the row was left out.</summary>
    public string? Code { get; set; }

    /// <summary>The invited or existing customer, whose erasure deletes the row.</summary>
    public long? CustomerId { get; set; }
    public Customer? Customer { get; init; }

    /// <summary>The receiving group of the address.</summary>
    public string? ReceivingGroup { get; init; }
    public BatchMailState Mail { get; set; }

    /// <summary>Before when its mail must not leave, because its address got too many.</summary>
    public DateTimeOffset? NotBefore { get; set; }
}

/// <summary>What became of a row.</summary>
public enum BatchRowStatus
{
    Waiting,
    Invited,

    /// <summary>Came with the password of the old shop and needs no invitation.</summary>
    Imported,
    Skipped,
    Failed,
    Cancelled,
}

/// <summary>Where the mail of a row stands.</summary>
public enum BatchMailState
{
    None,

    /// <summary>Waits for its turn in the batch.</summary>
    Waiting,

    /// <summary>In the outbox, and no server has answered yet.</summary>
    Released,

    /// <summary>In the outbox, and put off by a server.</summary>
    Deferred,

    /// <summary>Accepted or refused for good.</summary>
    Ended,

    /// <summary>Refused for good by a receiver's policy: mailed again when the merchant resumes the batch.</summary>
    Refused,
}
