namespace Storefront.Domain;

/// <summary>A row of one merchant, which no other merchant's scope may read or write.</summary>
public interface ITenantOwned
{
    long MerchantId { get; }
}
