using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Identity.Imported;

/// <summary>Marks the merchant as one with imported hashes: from then on every password answer takes the same time.</summary>
/// <remarks>Set it before the first imported hash is stored. The mark takes effect within <see cref="MerchantDirectory.Freshness"/>.</remarks>
public sealed class ImportedPasswordMark(StorefrontDb db, CurrentMerchant currentMerchant)
{
    public Task SetAsync(CancellationToken ct) => db.Merchants.Where(row => row.Id == currentMerchant.Id && !row.HasImportedPasswords)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasImportedPasswords, true), ct);
}
