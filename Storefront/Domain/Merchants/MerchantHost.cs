namespace Storefront.Domain.Merchants;

/// <summary>A host name of one merchant, in the normal form of <see cref="HostName"/>.</summary>
public sealed class MerchantHost
{
    public required string Host { get; init; }
    public long MerchantId { get; init; }
    public bool IsPrimary { get; set; }
}
