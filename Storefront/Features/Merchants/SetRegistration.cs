using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants;

/// <summary>Lets anybody open an account at a shop, or leaves accounts to invitations; seen by visitors within seconds.</summary>
public sealed class SetRegistration(StorefrontDb db)
{
    public async Task<Result<Done>> RunAsync(long merchantId, bool isOpen, CancellationToken ct)
    {
        var changed = await db.AloneAsync(() => db.Merchants.Where(merchant => merchant.Id == merchantId)
            .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.AllowsRegistration, isOpen), ct), ct);
        return changed == 1 ? Done.Value : MerchantErrors.Unknown;
    }
}
