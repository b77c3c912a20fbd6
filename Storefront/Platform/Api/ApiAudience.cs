namespace Storefront.Platform.Api;

/// <summary>Who may call an endpoint; every API endpoint has exactly one audience.</summary>
/// <param name="Kind">Anybody, customers, or merchants.</param>
/// <param name="Ability">The ability a merchant token needs; null allows every token.</param>
/// <param name="NamesShop">Whether a public request must name its merchant in the body.</param>
/// <param name="OnlyReads">Whether it only reads, although its ability allows more.</param>
public sealed record ApiAudience(ApiAudienceKind Kind, Ability? Ability = null, bool NamesShop = true, bool OnlyReads = false)
{
    /// <summary>Whether a merchant changes something with it; such a path takes an idempotency key.</summary>
    public bool IsWrite => !OnlyReads && Ability is { Writes: true };
}

/// <summary>The three kinds of callers of the API.</summary>
public enum ApiAudienceKind
{
    /// <summary>Anybody; <c>project_id</c> in the body names the tenant, and an Authorization header is ignored.</summary>
    Public,

    /// <summary>A customer's bearer token.</summary>
    Customer,

    /// <summary>A merchant token with the ability.</summary>
    Merchant,
}
