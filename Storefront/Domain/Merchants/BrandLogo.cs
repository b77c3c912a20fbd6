namespace Storefront.Domain.Merchants;

/// <summary>A merchant's logo as it is served: checked and rebuilt at import, never the uploaded file.</summary>
public sealed class BrandLogo : ITenantOwned
{
    public long MerchantId { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>The media type that was detected in the content.</summary>
    public required string MediaType { get; init; }
}
