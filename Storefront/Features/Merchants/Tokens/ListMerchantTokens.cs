using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Tokens;

/// <summary>Lists a merchant's API tokens, newest first; the token itself is never shown again.</summary>
public sealed class ListMerchantTokens(StorefrontDb db, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ManageTokens;

    public const int LargestSize = 200;
    private const int DefaultSize = 15;
    private const int LastPage = 1_000_000;

    public async Task<Result<Page<ListedToken>>> RunAsync(Caller caller, ListMerchantTokensRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        var problems = new FieldProblems();
        problems.Add("page", request.Page is null or (>= 1 and <= LastPage) ? null : "Pages are counted from 1.");
        problems.Add(
            "per_page", request.PerPage is null or (>= 1 and <= LargestSize) ? null : new Sentence("Choose between 1 and {0}.", LargestSize));
        if (problems.ToRefusal() is { } unfit)
        {
            return unfit;
        }

        var (number, size, now) = (request.Page ?? 1, request.PerPage ?? DefaultSize, clock.GetUtcNow());
        var rows = await db.MerchantTokens.AsNoTracking().OrderByDescending(token => token.Id).Skip((number - 1) * size).Take(size).ToListAsync(ct);
        return new Page<ListedToken>([.. rows.Select(token => ListedToken.Of(token, now))], number, size, await db.MerchantTokens.CountAsync(ct));
    }
}

/// <summary>Which part of the list (contract 1.5).</summary>
public sealed class ListMerchantTokensRequest
{
    public int? Page { get; init; }

    /// <summary>1 to 200; 15 when absent.</summary>
    public int? PerPage { get; init; }
}

/// <summary>A merchant token as its merchant sees it; never the token itself.</summary>
public sealed record ListedToken
{
    public required long Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Its abilities as they were given; <c>*</c> stands for those of customers, orders and webhooks.</summary>
    public required IReadOnlyList<string> Abilities { get; init; }
    public required TokenStatus Status { get; init; }

    /// <summary>Its own number of requests per minute; null follows the platform's.</summary>
    public required int? PerMinute { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }

    public static ListedToken Of(MerchantToken token, DateTimeOffset now) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Abilities = token.Abilities.Given,
        Status = token.RevokedAt is not null ? TokenStatus.Revoked : token.IsAliveAt(now) ? TokenStatus.Active : TokenStatus.Expired,
        PerMinute = token.PerMinute,
        CreatedAt = token.CreatedAt,
        ExpiresAt = token.ExpiresAt,
        LastUsedAt = token.LastUsedAt,
        RevokedAt = token.RevokedAt,
    };
}

/// <summary>Whether a token works.</summary>
public enum TokenStatus
{
    Active,
    Expired,
    Revoked,
}
