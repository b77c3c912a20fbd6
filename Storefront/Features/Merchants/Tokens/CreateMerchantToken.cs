using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates an API token for a merchant and returns it once; only its hash is stored.</summary>
public sealed class CreateMerchantToken(StorefrontDb db, NamedMerchant named, AuditTrail audit, TimeProvider clock)
{
    private const int UsualDays = 365;
    private const int MostDays = 3650;
    private const int MostPerMinute = 100_000;

    public async Task<Result<CreatedToken>> RunAsync(CreateMerchantTokenRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add(
            "name", TextRules.CheckOptionalLine(request.Name, TextRules.MaxLength, out var name) ?? (name is null ? "Give the token a name." : null));
        problems.Add("abilities", AbilitySet.Check(request.Abilities, out var abilities));
        problems.Add(
            "expires-in-days", request.ExpiresInDays is null or (>= 1 and <= MostDays) ? null : new Sentence("Choose between 1 and {0}.", MostDays));
        problems.Add(
            "per-minute", request.PerMinute is null or (>= 1 and <= MostPerMinute) ? null : new Sentence("Choose between 1 and {0}.", MostPerMinute));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await named.EnterAsync(request.MerchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        var (token, secret) =
            NewToken.Make(merchant.Id, name!, abilities, request.PerMinute, clock.GetUtcNow(), TimeSpan.FromDays(request.ExpiresInDays ?? UsualDays));
        return await db.InTransactionAsync<CreatedToken>(async () =>
        {
            db.MerchantTokens.Add(token);
            await db.SaveChangesAsync(ct);
            audit.Add("token.created", $"token: {token.Id}, abilities: {abilities.Names}");
            return new CreatedToken(token.Id, secret);
        }, ct);
    }
}

/// <summary>The merchant, the token's name, its abilities as comma-separated names, its lifetime, and its own number of requests per
/// minute.</summary>
public sealed record CreateMerchantTokenRequest(long MerchantId, string? Name, string? Abilities, int? ExpiresInDays = null, int? PerMinute = null);

/// <summary>A new token: its number, for revoking it, and the secret.</summary>
public sealed record CreatedToken(long Id, string Secret);
