namespace Storefront.Domain.Merchants;

/// <summary>A merchant's logo as it is served: checked and rebuilt when it was brought in, never what somebody sent.</summary>
public sealed class BrandLogo : ITenantOwned
{
    public long MerchantId { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>The media type that the content was found to have.</summary>
    public required string MediaType { get; init; }
}
