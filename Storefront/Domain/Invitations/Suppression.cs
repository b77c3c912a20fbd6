namespace Storefront.Domain.Invitations;

/// <summary>An address that a merchant's invitations do not go to.</summary>
/// <remarks>A keyed hash recognises the address and a masked form shows it. The address itself is not kept, so that
/// a decline can outlive the person.</remarks>
public sealed class Suppression : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }

    /// <summary>HMAC-SHA256 of the canonical address.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The masked form, such as <c>j…@example.com</c>.</summary>
    public required string Masked { get; init; }
    public SuppressionReason Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Why an address is not invited.</summary>
public enum SuppressionReason
{
    /// <summary>The invitee declined.</summary>
    Declined,

    /// <summary>A mail server said that there is no such mailbox.</summary>
    Bounced,

    /// <summary>The merchant added it.</summary>
    Merchant,
}
