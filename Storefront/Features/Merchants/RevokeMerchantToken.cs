using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Merchants;

/// <summary>Revokes a merchant's API token; its next request is refused.</summary>
public sealed class RevokeMerchantToken(StorefrontDb db, CurrentMerchant currentMerchant, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(long merchantId, long tokenId, CancellationToken ct)
    {
        if (await db.Merchants.AsNoTracking().FirstOrDefaultAsync(row => row.Id == merchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        currentMerchant.Set(merchant);
        var now = clock.GetUtcNow();
        return await db.InTransactionAsync<Done>(async () =>
        {
            audit.Add("token.revoked", $"token: {tokenId}");
            return await db.MerchantTokens.Where(token => token.Id == tokenId && token.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct) == 1 ? Done.Value : MerchantErrors.UnknownToken;
        }, ct);
    }
}
