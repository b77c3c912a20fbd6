using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Identity;

/// <summary>Draws the consequences of a proven address: it counts as verified, and the guest orders of that address become the customer's.</summary>
/// <remarks>The only place that links orders by address; doing it before the proof would let anyone read a stranger's orders. Orders whose
/// link an erasure removed stay unlinked. Belongs inside the transaction of the proof.</remarks>
public sealed class VerifiedEmailEffects(StorefrontDb db, TimeProvider clock)
{
    /// <summary>Marks the customer verified and tells how many orders were linked; the mark is saved with the customer.</summary>
    public Task<int> MarkAsync(Customer customer, CancellationToken ct)
    {
        customer.EmailVerifiedAt ??= clock.GetUtcNow();
        return db.Orders.Where(order => order.BuyerAddress == customer.NormalizedEmail && order.CustomerId == null && order.UnlinkedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerId, customer.Id), ct);
    }
}
