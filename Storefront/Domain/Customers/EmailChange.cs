namespace Storefront.Domain.Customers;

/// <summary>A customer's wish to use another address, open until the code mailed to that address is entered; one at a time.</summary>
/// <remarks>A million codes could be tried against a plain hash, so the code is hashed under a key of its own, and that key is
/// readable only with the key ring. A newer wish replaces the row, and with it the older code.</remarks>
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

    /// <summary>The key of the hash, protected.</summary>
    public required string Key { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a code was tried, right or wrong; counted before it is looked at.</summary>
    public int Tries { get; init; }
}
