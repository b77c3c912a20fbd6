using Microsoft.AspNetCore.Identity;

namespace Storefront.Domain.Customers;

/// <summary>A customer's passkey: the public half of a key pair. The private half stays on a device or in a password manager.</summary>
/// <remarks>What the authenticator said about itself when the key was made is not kept, because nobody reads it again.</remarks>
public sealed class CustomerPasskey : IdentityUserPasskey<long>, ITenantOwned
{
    public const int MaxPerCustomer = 20;
    public const int MaxNameLength = 64;

    public long Id { get; init; }
    public long MerchantId { get; init; }
    public Customer Customer { get; init; } = null!;

    /// <summary>The merchant's primary host when the key was made. Browsers use the key for this host only.</summary>
    public string Host { get; init; } = "";
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>The row for a key that Identity has checked.</summary>
    public static CustomerPasskey Of(Customer customer, string host, UserPasskeyInfo made, string name, DateTimeOffset now) => new()
    {
        MerchantId = customer.MerchantId,
        UserId = customer.Id,
        Host = host,
        CredentialId = made.CredentialId,
        Data = new()
        {
            Name = name,
            PublicKey = made.PublicKey,
            CreatedAt = now,
            SignCount = made.SignCount,
            Transports = made.Transports,
            IsUserVerified = made.IsUserVerified,
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            AttestationObject = [],
            ClientDataJson = [],
        },
    };

    /// <summary>Records a sign-in; false when the counter did not move on, which a copied key causes.</summary>
    public bool TryUse(UserPasskeyInfo used, DateTimeOffset now)
    {
        if (used.SignCount <= Data.SignCount && (used.SignCount, Data.SignCount) != (0, 0))
        {
            return false;
        }

        (Data.SignCount, Data.IsBackedUp, LastUsedAt) = (used.SignCount, used.IsBackedUp, now);
        return true;
    }
}
