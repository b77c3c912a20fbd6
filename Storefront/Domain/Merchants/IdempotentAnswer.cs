namespace Storefront.Domain.Merchants;

/// <summary>What a request under an idempotency key was answered, encrypted with a key that follows from its bearer token.</summary>
/// <remarks>It goes with the customer of whom it speaks. A claim without its answer then tells that somebody was erased.</remarks>
public sealed class IdempotentAnswer : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long ClaimId { get; init; }

    /// <summary>The customer of whom the answer speaks; empty where it speaks of nobody.</summary>
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }
    public required byte[] Content { get; init; }
}
