using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Identity;

/// <summary>Draws the consequences of a proven address: it counts as verified, and the guest orders of that address become the customer's.</summary>
/// <remarks>The only place that links orders by address; doing it before the proof would let anyone read a stranger's orders. Orders whose
/// link an erasure removed stay unlinked. Belongs inside the transaction of the proof.</remarks>
public sealed class ProvenAddress(StorefrontDb db, CurrentMerchant currentMerchant, TimeProvider clock)
{
    private const string Linking = """
        UPDATE "Orders" SET "CustomerId" = @p1 WHERE "MerchantId" = @p0 AND "BuyerAddress" = @p2 AND "CustomerId" IS NULL AND "UnlinkedAt" IS NULL
        """;

    /// <summary>Marks the customer verified and tells how many orders were linked; the mark is saved with the customer.</summary>
    public Task<int> MarkAsync(Customer customer, CancellationToken ct)
    {
        customer.EmailVerifiedAt ??= clock.GetUtcNow();
        return db.ExecuteAsync(Linking, [currentMerchant.Id, customer.Id, customer.NormalizedEmail], ct);
    }
}
