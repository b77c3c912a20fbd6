using Microsoft.EntityFrameworkCore;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Lists a merchant's API tokens for the operator; the token itself is never shown again.</summary>
public sealed class ListMerchantTokens(StorefrontDb db, NamedMerchant named)
{
    public async Task<Result<IReadOnlyList<MerchantToken>>> RunAsync(long merchantId, CancellationToken ct) =>
        await named.EnterAsync(merchantId, ct) is null ? MerchantErrors.Unknown
            : await db.MerchantTokens.AsNoTracking().OrderBy(token => token.Id).ToListAsync(ct);
}
