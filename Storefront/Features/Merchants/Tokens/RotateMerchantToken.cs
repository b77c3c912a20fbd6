using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates a successor of a token with the same name, abilities, limit and lifetime; the old one is valid for the overlap and then
/// expires.</summary>
/// <remarks>During the overlap the merchant installs the new one. The overlap never prolongs the old one's life.</remarks>
public sealed class RotateMerchantToken(StorefrontDb db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageTokens;

    public const int UsualOverlapHours = 24;
    private const int MostOverlapHours = 24 * 30;

    public async Task<Result<CreatedToken>> RunAsync(Caller caller, RotateMerchantTokenRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.TokenId is null)
        {
            return MerchantErrors.NamesNoToken;
        }

        var problems = new FieldProblems();
        problems.Add(
            "overlap_hours",
            request.OverlapHours is null or (>= 0 and <= MostOverlapHours) ? null : new Sentence("Choose between 0 and {0}.", MostOverlapHours));
        return problems.ToRefusal() is { } unfit ? unfit : await db.InTransactionAsync(() => RotateAsync(caller, request, ct), ct);
    }

    private async Task<Result<CreatedToken>> RotateAsync(Caller caller, RotateMerchantTokenRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.MerchantTokens.FirstOrDefaultAsync(row => row.Id == request.TokenId, ct) is not { } former || !former.IsAliveAt(now))
        {
            return MerchantErrors.UnknownToken;
        }

        if (!caller.Abilities.Covers(former.Abilities))
        {
            return MerchantErrors.TokenTooStrong;
        }

        var (token, secret) =
            NewToken.Make(caller, former.Name, former.Abilities, former.PerMinute, now, former.ExpiresAt - former.CreatedAt);
        former.ExpireBy(now.AddHours(request.OverlapHours ?? UsualOverlapHours));
        db.MerchantTokens.Add(token);
        await db.SaveChangesAsync(ct);
        audit.Add("token.rotated", $"token: {former.Id}, successor: {token.Id}{NewToken.By(caller)}");
        return new CreatedToken(token.Id, secret);
    }
}

/// <summary>Which token, and how long the old one stays valid.</summary>
public sealed class RotateMerchantTokenRequest : NamedTokenRequest
{
    /// <summary>0 to 720; 24 when absent.</summary>
    public int? OverlapHours { get; init; }
}
