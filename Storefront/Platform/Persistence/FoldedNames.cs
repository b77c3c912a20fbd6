using Microsoft.EntityFrameworkCore;

namespace Storefront.Platform.Persistence;

/// <summary>Folds the names of customers that an older version stored without folded names, so that a search finds them.</summary>
internal static class FoldedNames
{
    private const int Step = 500;

    public static async Task FillAsync(StorefrontDb db, CancellationToken ct)
    {
        for (var last = (long?)0; last is { } after;)
        {
            last = (await db.InTransactionAsync<long?>(async () => await FillSomeAsync(db, after, ct), ct)).Value;
        }
    }

    // The last number of a full step; null at the end.
    private static async Task<long?> FillSomeAsync(StorefrontDb db, long after, CancellationToken ct)
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
}
