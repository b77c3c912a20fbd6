using Storefront.Platform.Callers;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates a merchant token with a new secret.</summary>
internal static class NewToken
{
    /// <summary>Begins every merchant token, so that scanners for leaked secrets can know it.</summary>
    public const string Prefix = "sfm_";

    /// <summary>The row to store, and the secret that is shown once. A demo token creates demo tokens only.</summary>
    public static (MerchantToken Row, string Secret) Make(
        Caller caller, string name, AbilitySet abilities, int? perMinute, DateTimeOffset now, TimeSpan lifetime)
    {
        var secret = Prefix + Secret.New();
        return (new()
        {
            MerchantId = caller.Merchant.Id,
            Name = name,
            Hash = Secret.Hash(secret),
            Abilities = abilities,
            PerMinute = perMinute,
            IsDemo = caller.Token is { IsDemo: true },
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        }, secret);
    }

    /// <summary>For the audit: the token that did it.</summary>
    public static string By(Caller caller) => caller.Token is { } token ? $", by token: {token.Id}" : "";
}
