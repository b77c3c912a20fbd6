using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Revokes a merchant's API token; its next request is refused.</summary>
public sealed class RevokeMerchantToken(StorefrontDb db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageTokens;

    public async Task<Result<Done>> RunAsync(Caller caller, NamedTokenRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.TokenId is not { } id)
        {
            return MerchantErrors.NamesNoToken;
        }

        var now = clock.GetUtcNow();
        return await db.InTransactionAsync<Done>(async () =>
        {
            audit.Add("token.revoked", $"token: {id}{NewToken.By(caller)}");
            return await db.MerchantTokens.Where(token => token.Id == id && token.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now), ct) == 1 ? Done.Value : MerchantErrors.UnknownToken;
        }, ct);
    }
}

/// <summary>Which token.</summary>
public class NamedTokenRequest
{
    public long? TokenId { get; init; }
}
