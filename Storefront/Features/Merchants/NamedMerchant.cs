using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants;

/// <summary>Makes the merchant that a command names the merchant of its scope.</summary>
public sealed class NamedMerchant(StorefrontDb db, CurrentMerchant currentMerchant)
{
    /// <summary>The merchant before the command, or null when there is none with this number.</summary>
    public async Task<Merchant?> EnterAsync(long merchantId, CancellationToken ct)
    {
        var merchant = await db.Merchants.AsNoTracking().FirstOrDefaultAsync(row => row.Id == merchantId, ct);
        if (merchant is not null)
        {
            currentMerchant.Set(merchant);
        }

        return merchant;
    }
}
