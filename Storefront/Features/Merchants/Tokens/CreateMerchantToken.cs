using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Creates an API token for a merchant and returns it once; only its hash is stored.</summary>
/// <remarks>It has no ability that its creator lacks. A token that creates one also passes on its limit.</remarks>
public sealed class CreateMerchantToken(StorefrontDb db, IOptions<RateLimits> limits, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageTokens;

    private const int UsualDays = 365;
    private const int MostDays = 3650;
    private const int MostPerMinute = 100_000;

    public async Task<Result<CreatedToken>> RunAsync(Caller caller, CreateMerchantTokenRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var fastest = caller.Token is { } own ? own.PerMinute ?? limits.Value.PerMinute : MostPerMinute;
        var problems = new FieldProblems();
        problems.Add(
            "name", TextRules.CheckOptionalLine(request.Name, TextRules.MaxLength, out var name) ?? (name is null ? "Give the token a name." : null));
        problems.Add("abilities", AbilitySet.Check(request.Abilities is { } named ? string.Join(',', named) : null, out var abilities));
        problems.Add(
            "expires_in_days", request.ExpiresInDays is null or (>= 1 and <= MostDays) ? null : new Sentence("Choose between 1 and {0}.", MostDays));
        problems.Add(
            "per_minute",
            request.PerMinute is null || (request.PerMinute >= 1 && request.PerMinute <= fastest) ? null
                : new Sentence("Choose between 1 and {0}.", fastest));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        if (!caller.Abilities.Covers(abilities))
        {
            return MerchantErrors.TokenTooStrong;
        }

        var (token, secret) = NewToken.Make(
            caller, name!, abilities, request.PerMinute ?? caller.Token?.PerMinute, clock.GetUtcNow(),
            TimeSpan.FromDays(request.ExpiresInDays ?? UsualDays));
        return await db.InTransactionAsync(() => AddAsync(caller, token, secret, ct), ct);
    }

    private async Task<Result<CreatedToken>> AddAsync(Caller caller, MerchantToken token, string secret, CancellationToken ct)
    {
        // Locked first, so that two at once are counted one after the other.
        await db.Merchants.Where(row => row.Id == caller.Merchant.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, row => row.Name), ct);
        if (await db.MerchantTokens.CountAsync(row => row.RevokedAt == null && row.ExpiresAt > token.CreatedAt, ct) >= MerchantToken.MostOfMerchant)
        {
            return MerchantErrors.TooManyTokens;
        }

        db.MerchantTokens.Add(token);
        await db.SaveChangesAsync(ct);
        audit.Add("token.created", $"token: {token.Id}, abilities: {token.Abilities.Names}{NewToken.By(caller)}");
        return new CreatedToken(token.Id, secret);
    }
}

/// <summary>What a token is for, what it may do, and how long and how often.</summary>
public sealed class CreateMerchantTokenRequest
{
    /// <summary>Its purpose, for example <c>ERP</c>.</summary>
    public string? Name { get; init; }

    /// <summary>One or several names of abilities; <c>*</c> stands for those of customers, orders and webhooks.</summary>
    [JsonConverter(typeof(OneOrSeveralConverter))]
    public IReadOnlyList<string>? Abilities { get; init; }

    /// <summary>1 to 3650; 365 when absent.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>Its own number of requests per minute; the platform's when absent.</summary>
    public int? PerMinute { get; init; }
}

/// <summary>A new token: its number, for revoking it, and the secret.</summary>
public sealed record CreatedToken(long Id, string Secret);
