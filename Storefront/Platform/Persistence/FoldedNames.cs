using Microsoft.EntityFrameworkCore;

namespace Storefront.Platform.Persistence;

/// <summary>Folds the names that an older version stored without folded names, so that a search finds them: customers', those of
/// invitations to accounts with other names, and the numbers and articles of orders.</summary>
internal static class FoldedNames
{
    private const int Step = 500;

    public static async Task FillAsync(StorefrontDb db, CancellationToken ct)
    {
        await FillAsync(db, FillCustomersAsync, ct);
        await FillAsync(db, FillInvitationsAsync, ct);
        await FillAsync(db, FillOrdersAsync, ct);
        await FillAsync(db, FillOrderLinesAsync, ct);
    }

    private static async Task FillAsync(StorefrontDb db, Func<StorefrontDb, long, CancellationToken, Task<long?>> fill, CancellationToken ct)
    {
        for (var last = (long?)0; last is { } after;)
        {
            last = (await db.InTransactionAsync<long?>(async () => await fill(db, after, ct), ct)).Value;
        }
    }

    // The last number of a full step; null at the end.
    private static async Task<long?> FillCustomersAsync(StorefrontDb db, long after, CancellationToken ct)
    {
        var customers = db.Customers.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var named = await customers.AsNoTracking()
            .Where(row => row.Id > after
                && ((row.FoldedName == "" && (row.Firstname != null || row.Lastname != null)) || (row.FoldedCompany == "" && row.Company != null)))
            .OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
        foreach (var customer in named)
        {
            // The columns of the loaded row may be empty; its properties follow the names.
            await customers.Where(row => row.Id == customer.Id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.FoldedName, customer.FoldedName)
                .SetProperty(row => row.FoldedLastname, customer.FoldedLastname)
                .SetProperty(row => row.FoldedCompany, customer.FoldedCompany), ct);
        }

        return named.Count == Step ? named[^1].Id : null;
    }

    private static async Task<long?> FillInvitationsAsync(StorefrontDb db, long after, CancellationToken ct)
    {
        var invitations = db.Invitations.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var named = await invitations.AsNoTracking()
            .Where(row => row.Id > after && row.FoldedName == "" && (row.Firstname != null || row.Lastname != null))
            .OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
        foreach (var invitation in named)
        {
            await invitations.Where(row => row.Id == invitation.Id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.FoldedName, invitation.FoldedName)
                .SetProperty(row => row.FoldedLastname, invitation.FoldedLastname), ct);
        }

        return named.Count == Step ? named[^1].Id : null;
    }

    private static async Task<long?> FillOrdersAsync(StorefrontDb db, long after, CancellationToken ct)
    {
        var orders = db.Orders.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var found = await orders.AsNoTracking().Where(row => row.Id > after && row.FoldedNumber == "")
            .OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
        foreach (var order in found)
        {
            await orders.Where(row => row.Id == order.Id).ExecuteUpdateAsync(set => set
                .SetProperty(row => row.FoldedNumber, order.FoldedNumber)
                .SetProperty(row => row.FoldedInvoice, order.FoldedInvoice), ct);
        }

        return found.Count == Step ? found[^1].Id : null;
    }

    private static async Task<long?> FillOrderLinesAsync(StorefrontDb db, long after, CancellationToken ct)
    {
        var lines = db.Set<OrderLine>().IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var found = await lines.AsNoTracking().Where(row => row.Id > after && row.FoldedName == "")
            .OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
        foreach (var line in found)
        {
            await lines.Where(row => row.Id == line.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.FoldedName, line.FoldedName), ct);
        }

        return found.Count == Step ? found[^1].Id : null;
    }
}
