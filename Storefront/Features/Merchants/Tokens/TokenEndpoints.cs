using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Merchants.Tokens;

internal static class TokenEndpoints
{
    private const string ListPath = "/tokens/all";

    public static void MapTokens(this RouteGroupBuilder api)
    {
        api.MapPost("/tokens/self", ReadAsync)
            .ForAnyToken()
            .WithName("ReadOwnToken")
            .WithSummary("What the merchant token of this request may do")
            .Produces<Answer<MerchantTokenData>>();
        api.MapPost(ListPath, ListAsync)
            .ForMerchantsToRead(ListMerchantTokens.Needs)
            .Takes<ListMerchantTokensRequest>()
            .WithName("ListTokens")
            .WithSummary("The shop's tokens, newest first")
            .Produces<Answer<Paginator<ListedToken>>>();
        api.MapPost("/tokens/create", CreateAsync)
            .ForMerchants(CreateMerchantToken.Needs)
            .Takes<CreateMerchantTokenRequest>()
            .Requires("name", "abilities")
            .WithName("CreateToken")
            .WithSummary("Create a token with abilities of the one that asks; the answer holds its secret, this once")
            .Produces<Answer<CreatedTokenData>>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost("/tokens/rotate", RotateAsync)
            .ForMerchants(RotateMerchantToken.Needs)
            .Takes<RotateMerchantTokenRequest>()
            .Requires("token_id")
            .WithName("RotateToken")
            .WithSummary("Create a successor of a token; the old one works on for the overlap")
            .Produces<Answer<CreatedTokenData>>(StatusCodes.Status201Created)
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
        api.MapPost("/tokens/revoke", RevokeAsync)
            .ForMerchants(RevokeMerchantToken.Needs)
            .Takes<NamedTokenRequest>()
            .Requires("token_id")
            .WithName("RevokeToken")
            .WithSummary("Revoke a token at once")
            .Produces<Answer<string[]>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ReadAsync(Caller caller, ReadOwnToken read, CancellationToken ct) =>
        (await read.RunAsync(caller, ct)).ToAnswer(token => new Answer<MerchantTokenData>("Token.", new(MerchantTokenSummary.Of(token))));

    private static async Task<IResult> ListAsync(
        Caller caller, Body<ListMerchantTokensRequest> body, ListMerchantTokens list, CancellationToken ct) =>
        (await list.RunAsync(caller, body.Value, ct)).ToAnswer(page => new Answer<Paginator<ListedToken>>(
            "Tokens.", Paginator<ListedToken>.Of(page, ApiKernel.BasePath + ListPath)));

    private static async Task<IResult> CreateAsync(
        Caller caller, Body<CreateMerchantTokenRequest> body, CreateMerchantToken create, CancellationToken ct) =>
        (await create.RunAsync(caller, body.Value, ct))
            .ToAnswer(token => new Answer<CreatedTokenData>("Token created.", new(token)), StatusCodes.Status201Created);

    private static async Task<IResult> RotateAsync(
        Caller caller, Body<RotateMerchantTokenRequest> body, RotateMerchantToken rotate, CancellationToken ct) =>
        (await rotate.RunAsync(caller, body.Value, ct))
            .ToAnswer(token => new Answer<CreatedTokenData>("Token rotated.", new(token)), StatusCodes.Status201Created);

    private static async Task<IResult> RevokeAsync(Caller caller, Body<NamedTokenRequest> body, RevokeMerchantToken revoke, CancellationToken ct) =>
        (await revoke.RunAsync(caller, body.Value, ct)).ToAnswer(_ => new Answer<string[]>("Token revoked.", []));
}

/// <summary>The data of a token's answer.</summary>
public sealed record MerchantTokenData(MerchantTokenSummary Token);

/// <summary>The data of the answer that shows a new token's secret, this once.</summary>
public sealed record CreatedTokenData(CreatedToken Token);

/// <summary>A merchant token as its own program sees it; never the token itself.</summary>
/// <param name="Id">Its number, by which it is rotated and revoked.</param>
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
