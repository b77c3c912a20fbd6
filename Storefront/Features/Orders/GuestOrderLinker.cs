using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Orders;

/// <summary>Links the guest orders of a verified address to its customer.</summary>
/// <remarks>No other code links orders by address. Linking before verification would let anyone read a stranger's orders. Orders unlinked
/// by an erasure stay unlinked.</remarks>
public sealed class GuestOrderLinker(StorefrontDb db, CustomerTotals totals) : IVerifiedEmailHandler
{
    public async Task<int> HandleAsync(Customer customer, CancellationToken ct)
    {
        var linked =
            await db.Orders.Where(order => order.BuyerAddress == customer.NormalizedEmail && order.CustomerId == null && order.UnlinkedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(order => order.CustomerId, customer.Id), ct);
        if (linked > 0)
        {
            await totals.RefreshAsync(customer.Id, ct);
        }

        return linked;
    }
}
