namespace Storefront.Platform.Tenancy;

/// <summary>Reads stored merchants. Persistence implements it, so that tenancy does not reference the database.</summary>
public interface IMerchantStore
{
    /// <summary>The merchant of a normalized host name, suspended or not; null when no merchant has it.</summary>
    Task<Merchant?> FindByHostAsync(string host, CancellationToken ct);

    /// <summary>The merchant with this number, suspended or not; null when there is none.</summary>
    Task<Merchant?> FindByIdAsync(long id, CancellationToken ct);
}
