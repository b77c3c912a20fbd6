using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Reads merchants from the database without tracking, because the directory shares them between requests.</summary>
internal sealed class MerchantStore(StorefrontDb db) : IMerchantStore
{
    public async Task<Merchant?> FindByHostAsync(string host, CancellationToken ct) =>
        await db.MerchantHosts.Where(row => row.Host == host)
            .Join(db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => (long?)merchant.Id)
            .FirstOrDefaultAsync(ct) is { } id ? await db.Merchants.AsNoTracking().FirstAsync(merchant => merchant.Id == id, ct) : null;

    public Task<Merchant?> FindByIdAsync(long id, CancellationToken ct) =>
        db.Merchants.AsNoTracking().FirstOrDefaultAsync(merchant => merchant.Id == id, ct);
}
