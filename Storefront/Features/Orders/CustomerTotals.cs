using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Orders;

/// <summary>Keeps on a customer's row how many orders there are, what was spent, and when the last one was placed.</summary>
/// <remarks>It counts all of the customer's orders again whenever one of them is linked or imported, so that no earlier error stays. Spent
/// is what is paid, in the currency of the newest order: amounts of different currencies have no sum.</remarks>
public sealed class CustomerTotals(StorefrontDb db)
{
    /// <summary>Counts again, in the caller's transaction.</summary>
    public async Task RefreshAsync(long customerId, CancellationToken ct)
    {
        var orders = db.Orders.Where(order => order.CustomerId == customerId);
        var newest = await orders.OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id)
            .Select(order => new { order.PlacedAt, order.Currency }).FirstOrDefaultAsync(ct);
        var count = await orders.CountAsync(ct);
        var spent = newest is null ? 0 : await orders.Where(order => order.Currency == newest.Currency && order.PaymentStatus == PaymentStatus.Paid)
            .SumAsync(order => order.TotalMinor, ct);
        var (currency, thousandths, last) =
            (newest?.Currency, newest is null ? 0 : Money.Thousandths(spent, newest.Currency), newest?.PlacedAt ?? Customer.NoOrderYet);
        await db.Customers.Where(customer => customer.Id == customerId).ExecuteUpdateAsync(set => set
            .SetProperty(customer => customer.TotalOrders, count)
            .SetProperty(customer => customer.SpentThousandths, thousandths)
            .SetProperty(customer => customer.SpentCurrency, currency)
            .SetProperty(customer => customer.LastOrderAt, last), ct);
    }
}
