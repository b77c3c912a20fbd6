using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Lists every merchant, for the operator.</summary>
public sealed class ListMerchants(StorefrontDb db)
{
    public Task<List<Merchant>> RunAsync(CancellationToken ct) => db.Merchants.AsNoTracking().OrderBy(merchant => merchant.Id).ToListAsync(ct);
}
