namespace Storefront.Domain.Invitations;

/// <summary>The addresses of a batch that one receiver answers for, and how it answered.</summary>
public sealed class InvitationBatchGroup : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long BatchId { get; init; }
    public required string Name { get; init; }
    public int Tried { get; init; }
    public int Bounced { get; init; }

    /// <summary>When it was stopped, and why; null while mails go to it.</summary>
    public DateTimeOffset? StoppedAt { get; init; }
    public string? Reason { get; init; }
}
