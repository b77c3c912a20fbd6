using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Identity;

/// <summary>Finds the customer of an address for signing in, without a context: a storm of sign-ins leaves little time for anything but hashing.</summary>
public sealed class CustomerCredentials(CommittedRows rows, CurrentMerchant currentMerchant)
{
    private const string OfAddress = """t."MerchantId" = @p0 AND t."NormalizedEmail" = @p1""";

    /// <summary>The scope's merchant's customer of this address as committed now, not tracked; null when there is none.</summary>
    public ValueTask<Customer?> FindAsync(EmailAddress address, CancellationToken ct) => rows.FindAsync<Customer>(OfAddress, [currentMerchant.Id, address.Canonical], ct);
}
