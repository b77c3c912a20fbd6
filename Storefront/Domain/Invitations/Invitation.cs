namespace Storefront.Domain.Invitations;

/// <summary>One mailed invitation to a pending customer or to an unverified account. A resend creates a new one and supersedes this
/// one.</summary>
/// <remarks><see cref="Token"/> alone says whether the link still works.</remarks>
public sealed class Invitation : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public long TokenId { get; init; }
    public required OneTimeToken Token { get; init; }
    public required string Language { get; init; }

    /// <summary>The merchant's message to the customer, plain text.</summary>
    public string? Message { get; init; }

    /// <summary>The names the merchant gave for an account that already has others; acceptance writes them to the account.</summary>
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
