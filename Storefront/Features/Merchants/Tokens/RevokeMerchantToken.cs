using Microsoft.EntityFrameworkCore;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Revokes a merchant's API token; its next request is refused.</summary>
public sealed class RevokeMerchantToken(StorefrontDb db, NamedMerchant named, AuditTrail audit, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(long merchantId, long tokenId, CancellationToken ct)
    {
        if (await named.EnterAsync(merchantId, ct) is null)
        {
            return MerchantErrors.Unknown;
        }

        var now = clock.GetUtcNow();
        return await db.InTransactionAsync<Done>(async () =>
        {
            audit.Add("token.revoked", $"token: {tokenId}");
            return await db.MerchantTokens.Where(token => token.Id == tokenId && token.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct) == 1 ? Done.Value : MerchantErrors.UnknownToken;
        }, ct);
    }
}
