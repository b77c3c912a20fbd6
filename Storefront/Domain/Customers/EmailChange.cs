namespace Storefront.Domain.Customers;

/// <summary>A pending change of a customer's address, open until the mailed code is entered; one per customer.</summary>
/// <remarks>There are only a million codes, so a plain hash could be searched. The code is hashed under a key of its own, which only the
/// Data Protection key ring can decrypt. A newer change replaces the row and its code.</remarks>
public sealed class EmailChange : ITenantOwned
{
    public const int MaxTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public long Id { get; init; }
    public long MerchantId { get; init; }
    public long CustomerId { get; init; }
    public Customer Customer { get; init; } = null!;

    /// <summary>The new address as given.</summary>
    public required string Email { get; init; }

    /// <summary>HMAC-SHA256 of the six digits.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The key of the hash, encrypted.</summary>
    public required string Key { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a code was entered, right or wrong; increased before the code is checked.</summary>
    public int Tries { get; init; }
}
