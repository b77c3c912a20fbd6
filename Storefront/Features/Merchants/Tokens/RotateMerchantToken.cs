using Microsoft.EntityFrameworkCore;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates a successor of a token with the same name, abilities, limit and lifetime; the old one is valid for the overlap and then
/// expires.</summary>
/// <remarks>During the overlap the merchant installs the new one. The overlap never prolongs the old one's life.</remarks>
public sealed class RotateMerchantToken(StorefrontDb db, NamedMerchant named, AuditTrail audit, TimeProvider clock)
{
    public const int UsualOverlapHours = 24;
    private const int MostOverlapHours = 24 * 30;
    private static readonly Refusal BadOverlap = Refusal.Invalid(
        "overlap-hours", "token.overlap", new Sentence("Choose between 0 and {0}.", MostOverlapHours));

    public async Task<Result<CreatedToken>> RunAsync(RotateMerchantTokenRequest request, CancellationToken ct)
    {
        if (request.OverlapHours is < 0 or > MostOverlapHours)
        {
            return BadOverlap;
        }

        if (await named.EnterAsync(request.MerchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        return await db.InTransactionAsync<CreatedToken>(async () =>
        {
            var now = clock.GetUtcNow();
            if (await db.MerchantTokens.FirstOrDefaultAsync(row => row.Id == request.TokenId, ct) is not { } former || !former.IsAliveAt(now))
            {
                return MerchantErrors.UnknownToken;
            }

            var (token, secret) =
                NewToken.Make(merchant.Id, former.Name, former.Abilities, former.PerMinute, now, former.ExpiresAt - former.CreatedAt);
            former.ExpireBy(now.AddHours(request.OverlapHours));
            db.MerchantTokens.Add(token);
            await db.SaveChangesAsync(ct);
            audit.Add("token.rotated", $"token: {former.Id}, successor: {token.Id}");
            return new CreatedToken(token.Id, secret);
        }, ct);
    }
}

/// <summary>Which token of which merchant, and how long the old one stays valid.</summary>
public sealed record RotateMerchantTokenRequest(long MerchantId, long TokenId, int OverlapHours = RotateMerchantToken.UsualOverlapHours);
