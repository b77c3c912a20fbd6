namespace Storefront.Domain.Merchants;

/// <summary>That a request under an idempotency key was carried out; found again only by whoever has the token and the key.</summary>
/// <remarks>Both values are keyed with the bearer token, which the server does not hold: they tell neither the key nor what was sent.</remarks>
public sealed class IdempotencyClaim : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }

    /// <summary>What stands for path and key.</summary>
    public required byte[] Key { get; init; }

    /// <summary>What stands for the body.</summary>
    public required byte[] Request { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
