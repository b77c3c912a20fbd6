using Microsoft.EntityFrameworkCore;
using Storefront.Features.Orders.Read;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Orders.Import;

/// <summary>The transaction of ImportOrders for a few orders.</summary>
/// <remarks>Customers are locked before their orders are read, in the order of their numbers. So a simultaneous erasure or verification is
/// seen completely or waits.</remarks>
public sealed class ImportOrdersTransaction(StorefrontDb db, CustomerTotals totals, AuditTrail audit)
{
    public async Task<Result<IReadOnlyList<(long Id, ImportOutcome Outcome)>>> RunAsync(IReadOnlyList<ValidatedOrder> orders, CancellationToken ct)
    {
        var proven = await HoldBuyersAsync(orders, ct);
        var numbers = orders.Select(order => order.Order.OrderNumber).Distinct().ToList();
        var known = await db.Orders.Include(order => order.Lines).Where(order => EF.Parameter(numbers).Contains(order.OrderNumber))
            .ToDictionaryAsync(order => order.OrderNumber, ct);
        var (imported, owners) = (new List<(Order Row, ImportOutcome Outcome)>(), new HashSet<long>());
        foreach (var order in orders)
        {
            var owner = proven.TryGetValue(order.Buyer.Canonical, out var id) ? id : (long?)null;
            imported.Add(known.TryGetValue(order.Order.OrderNumber, out var former)
                ? (former, Change(former, order.Order, owner, owners))
                : (Add(order.Order, owner, known, owners), ImportOutcome.Created));
        }

        if (!await db.TrySaveAsync(ct))
        {
            return OrderErrors.ImportedAtOnce;
        }

        foreach (var owner in owners.Order())
        {
            await totals.RefreshAsync(owner, ct);
        }

        int Count(ImportOutcome outcome) => imported.Count(row => row.Outcome == outcome);
        audit.Add(
            "orders.imported",
            $"created: {Count(ImportOutcome.Created)}, updated: {Count(ImportOutcome.Updated)}, unchanged: {Count(ImportOutcome.Unchanged)}");
        return imported.ConvertAll(row => (row.Row.Id, row.Outcome));
    }

    // The customers who verified the buyers' addresses; the orders' present customers are locked too.
    private async Task<Dictionary<string, long>> HoldBuyersAsync(IReadOnlyList<ValidatedOrder> orders, CancellationToken ct)
    {
        var addresses = orders.Select(order => order.Buyer.Canonical).Distinct().ToList();
        var numbers = orders.Select(order => order.Order.OrderNumber).Distinct().ToList();
        var buyers = await db.Customers.Where(customer => EF.Parameter(addresses).Contains(customer.NormalizedEmail!)).Select(customer => customer.Id)
            .ToListAsync(ct);
        var owners = await db.Orders.Where(order => EF.Parameter(numbers).Contains(order.OrderNumber) && order.CustomerId != null)
            .Select(order => order.CustomerId!.Value).ToListAsync(ct);
        var proven = new Dictionary<string, long>();
        foreach (var id in buyers.Union(owners).Order())
        {
            if (await db.HoldAsync(id, ct) is { EmailVerifiedAt: not null } customer)
            {
                proven[customer.NormalizedEmail!] = customer.Id;
            }
        }

        return proven;
    }

    private Order Add(Order order, long? owner, Dictionary<string, Order> known, HashSet<long> owners)
    {
        order.CustomerId = owner;
        db.Orders.Add(order);
        known.Add(order.OrderNumber, order);
        AddOwner(owner, owners);
        return order;
    }

    private static ImportOutcome Change(Order former, Order order, long? owner, HashSet<long> owners)
    {
        var before = former.CustomerId;
        var isSameBuyer = former.BuyerAddress == order.BuyerAddress;
        var isChanged = former.TakeOver(order);
        if (former.UnlinkedAt is null && !(isSameBuyer && before is not null))
        {
            former.CustomerId = owner;
        }

        isChanged |= before != former.CustomerId;
        if (isChanged)
        {
            AddOwner(before, owners);
            AddOwner(former.CustomerId, owners);
        }

        return isChanged ? ImportOutcome.Updated : ImportOutcome.Unchanged;
    }

    private static void AddOwner(long? owner, HashSet<long> owners)
    {
        if (owner is { } id)
        {
            owners.Add(id);
        }
    }
}
