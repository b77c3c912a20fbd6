using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Makes an API token for a merchant and hands it out this once; only its hash is kept.</summary>
public sealed class CreateMerchantToken(StorefrontDb db, NamedMerchant named, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Begins every merchant token, so that scanners for leaked secrets can know it.</summary>
    public const string Prefix = "sfm_";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    public async Task<Result<CreatedToken>> RunAsync(CreateMerchantTokenRequest request, CancellationToken ct)
    {
        var problems = new FieldProblems();
        problems.Add("name", TextRules.CheckOptionalLine(request.Name, TextRules.MaxLength, out var name) ?? (name is null ? "Give the token a name." : null));
        problems.Add("abilities", AbilitySet.Check(request.Abilities, out var abilities));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (await named.EnterAsync(request.MerchantId, ct) is not { } merchant)
        {
            return MerchantErrors.Unknown;
        }

        var secret = Prefix + Secret.New();
        var token = new MerchantToken
        {
            MerchantId = merchant.Id,
            Name = name!,
            Hash = Secret.Hash(secret),
            Abilities = abilities,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        };
        return await db.InTransactionAsync<CreatedToken>(async () =>
        {
            db.MerchantTokens.Add(token);
            await db.SaveChangesAsync(ct);
            audit.Add("token.created", $"token: {token.Id}, abilities: {abilities.Names}");
            return new CreatedToken(token.Id, secret);
        }, ct);
    }
}

/// <summary>Which merchant, the token's name, and its abilities as comma-separated names.</summary>
public sealed record CreateMerchantTokenRequest(long MerchantId, string? Name, string? Abilities);

/// <summary>A new token: its number, by which it is revoked, and the secret.</summary>
public sealed record CreatedToken(long Id, string Secret);
