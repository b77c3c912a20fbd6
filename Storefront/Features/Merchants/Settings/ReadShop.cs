using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Returns a shop's settings as they are stored now.</summary>
public sealed class ReadShop(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadShop;

    public async Task<Result<ShopSettings>> RunAsync(Caller caller, CancellationToken ct) =>
        !caller.Can(Needs) ? ApiErrors.Forbidden
            : ShopSettings.Of(await db.Merchants.AsNoTracking().FirstAsync(row => row.Id == caller.Merchant.Id, ct));
}
