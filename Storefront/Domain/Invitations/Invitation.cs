namespace Storefront.Domain.Invitations;

/// <summary>One mailed invitation, of a pending customer or to an account whose address nobody proved. A resend makes a new one and supersedes this.</summary>
/// <remarks>Whether its link still works is told by <see cref="Token"/> alone, so that there is one truth about it.</remarks>
public sealed class Invitation : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;
    public long TokenId { get; init; }
    public required OneTimeToken Token { get; init; }
    public required string Language { get; init; }

    /// <summary>A line of the merchant to the customer, plain text.</summary>
    public string? Message { get; init; }

    /// <summary>The names the merchant gave for an account that has others; acceptance writes them to it.</summary>
    public string? Firstname { get; init; }
    public string? Lastname { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
