using Storefront.Platform.Tokens;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates a merchant token with a new secret.</summary>
internal static class NewToken
{
    /// <summary>Begins every merchant token, so that scanners for leaked secrets can know it.</summary>
    public const string Prefix = "sfm_";

    /// <summary>The row to store, and the secret that is shown once.</summary>
    public static (MerchantToken Row, string Secret) Make(
        long merchantId, string name, AbilitySet abilities, int? perMinute, DateTimeOffset now, TimeSpan lifetime)
    {
        var secret = Prefix + Secret.New();
        return (new()
        {
            MerchantId = merchantId,
            Name = name,
            Hash = Secret.Hash(secret),
            Abilities = abilities,
            PerMinute = perMinute,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        }, secret);
    }
}
