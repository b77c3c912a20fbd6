namespace Storefront.Domain;

/// <summary>A row that belongs to one merchant and is never seen or written on behalf of another.</summary>
public interface ITenantOwned
{
    long MerchantId { get; }
}
