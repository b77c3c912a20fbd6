namespace Storefront.Domain.Merchants;

/// <summary>The answer to a request with an idempotency key, encrypted with a key derived from its bearer token.</summary>
/// <remarks>It is deleted with the customer it concerns, or whose address it shows. A claim without its answer then means that the customer
/// was erased.</remarks>
public sealed class IdempotentAnswer : IImmutableRow
{
    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long ClaimId { get; init; }

    /// <summary>The customer whom the answer concerns; null when it concerns nobody.</summary>
    public long? CustomerId { get; init; }
    public Customer? Customer { get; init; }

    /// <summary>The keyed hash of the address that the answer shows, in full or masked; null when it shows none.</summary>
    public byte[]? AddressHash { get; init; }
    public required byte[] Content { get; init; }
}
