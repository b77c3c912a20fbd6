namespace Storefront.Domain.Merchants;

/// <summary>A merchant's API token: named, with abilities, shown once, stored as a hash, revocable.</summary>
public sealed class MerchantToken : ITenantOwned
{
    /// <summary>How many tokens of a merchant work at the same time.</summary>
    public const int MostOfMerchant = 100;

    public long Id { get; init; }
    public long MerchantId { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }
    public required AbilitySet Abilities { get; init; }

    /// <summary>The token's own requests per minute; null follows the setting.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Created by the demo: refused outside Development, in any database.</summary>
    public bool IsDemo { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Shortens the token's lifetime to this time.</summary>
    public void ExpireBy(DateTimeOffset moment) => ExpiresAt = moment < ExpiresAt ? moment : ExpiresAt;

    public bool IsAliveAt(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
