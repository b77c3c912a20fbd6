namespace Storefront.Domain.Merchants;

/// <summary>A record that a request with an idempotency key was executed; only who has the token and the key can find it.</summary>
/// <remarks>Both values are keyed with the bearer token, which the server does not store: they reveal neither the key nor the
/// request.</remarks>
public sealed class IdempotencyClaim : ITenantOwned
{
    public long Id { get; init; }
    public long MerchantId { get; init; }

    /// <summary>The HMAC of path and key.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The HMAC of the body.</summary>
    public required byte[] Request { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
