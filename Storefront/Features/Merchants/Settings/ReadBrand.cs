using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Settings;

/// <summary>Returns a shop's brand as it is stored now, with the contrast of its colours.</summary>
public sealed class ReadBrand(StorefrontDb db)
{
    public static readonly Ability Needs = Ability.ReadShop;

    public async Task<Result<BrandView>> RunAsync(Caller caller, CancellationToken ct) =>
        !caller.Can(Needs) ? ApiErrors.Forbidden
            : BrandView.Of(await db.Merchants.AsNoTracking().FirstAsync(row => row.Id == caller.Merchant.Id, ct));
}
