using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Merchants.Tokens;

internal static class TokenEndpoints
{
    public static void MapReadOwnToken(this RouteGroupBuilder api) =>
        api.MapPost("/tokens/self", ReadAsync)
            .ForAnyToken()
            .WithName("ReadOwnToken")
            .WithSummary("What the merchant token of this request may do")
            .Produces<Answer<MerchantTokenData>>();

    private static async Task<IResult> ReadAsync(Caller caller, ReadOwnToken read, CancellationToken ct) =>
        (await read.RunAsync(caller, ct)).ToAnswer(token => new Answer<MerchantTokenData>("Token.", new(MerchantTokenSummary.Of(token))));
}

/// <summary>The data of a token's answer.</summary>
public sealed record MerchantTokenData(MerchantTokenSummary Token);

/// <summary>A merchant token as its own program sees it; never the token itself.</summary>
/// <param name="Id">Its number, by which the operator rotates and revokes it.</param>
/// <param name="Name">Its purpose.</param>
/// <param name="Abilities">Its abilities, with <c>*</c> expanded.</param>
/// <param name="PerMinute">Its number of requests per minute.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ExpiresAt">When it expires.</param>
public sealed record MerchantTokenSummary(
    long Id, string Name, IReadOnlyList<string> Abilities, int PerMinute, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    public static MerchantTokenSummary Of(OwnToken token) =>
        new(token.Row.Id, token.Row.Name, token.Row.Abilities.Spelled(), token.PerMinute, token.Row.CreatedAt, token.Row.ExpiresAt);
}
