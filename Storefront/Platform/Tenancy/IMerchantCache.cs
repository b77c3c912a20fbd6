namespace Storefront.Platform.Tenancy;

/// <summary>Keeps something of merchants in memory, and forgets it when a merchant was changed on any node.</summary>
public interface IMerchantCache
{
    void Forget();
}
