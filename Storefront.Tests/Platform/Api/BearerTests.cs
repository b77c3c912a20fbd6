using System.Net;
using Microsoft.AspNetCore.Http;
using Storefront.Platform.Tokens;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>A bearer token identifies its owner; any other header value identifies nobody.</summary>
public sealed class BearerTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private Shop Aurora => platform.Aurora;

    public static TheoryData<string> Malformed =>
    [
        "", " ", "Bearer", "Bearer ", "Bearer  ", "Basic ZGVtbzpkZW1v", "Basic demo-aurora-token", "demo-aurora-token", "Bearerdemo-aurora-token",
        "Bearer demo-aurora-token, Bearer demo-aurora-token", "Bearer demo-aurora-token demo-aurora-token", "Bearer DEMO-AURORA-TOKEN",
        "Bearer demo-aurora-token\0", "Bearer dëmo-aurora-token", "Bearer \u202Edemo", "Bearer ' OR 1=1 --", "Bearer {\"a\":1}", "Bearer null",
        "Bearer " + new string('a', 10_240), "Bearer " + new string('=', 511), "Bearer eyJhbGciOiJub25lIn0.e30.",
    ];

    [Theory, MemberData(nameof(Malformed))]
    public async Task A_malformed_header_is_401(string header)
    {
        foreach (var path in new[] { Requests.Profile, Requests.Invite })
        {
            var answer = await SendAsync(path, header);

            Assert.Equal(StatusCodes.Status401Unauthorized, answer.Response.StatusCode);
            Assert.Equal("application/json; charset=utf-8", answer.Response.ContentType);
            Assert.Equal("Bearer", answer.Response.Headers.WWWAuthenticate);
        }
    }

    [Fact]
    public async Task Two_headers_are_401_even_when_both_are_right() =>
        Assert.Equal(
            StatusCodes.Status401Unauthorized,
            (await SendAsync(Requests.Invite, $"Bearer {Aurora.Token}", $"Bearer {Aurora.Token}")).Response.StatusCode);

    [Theory]
    [InlineData("bearer ")]
    [InlineData("BEARER ")]
    [InlineData("Bearer   ")]
    public async Task The_scheme_is_read_in_any_case(string scheme) =>
        Assert.Equal(StatusCodes.Status422UnprocessableEntity, (await SendAsync(Requests.Invite, scheme + Aurora.Token)).Response.StatusCode);

    [Theory, InlineData(512, 422), InlineData(513, 401)]
    public async Task A_token_longer_than_any_of_ours_is_not_looked_up(int length, int status)
    {
        var secret = new string('a', length);
        await platform.AsAsync(Aurora, db =>
        {
            db.MerchantTokens.Add(new()
            {
                MerchantId = Aurora.Id,
                Name = $"{length}",
                Hash = Secret.Hash(secret),
                Abilities = AbilitySet.All,
                CreatedAt = platform.Clock.Now,
                ExpiresAt = platform.Clock.Now.AddDays(1),
            });
            return db.SaveChangesAsync();
        });

        Assert.Equal(status, (await SendAsync(Requests.Invite, $"Bearer {secret}")).Response.StatusCode);
    }

    [Fact]
    public async Task The_two_kinds_never_open_each_others_endpoints()
    {
        var customer = await Aurora.CustomerAsync("kind@example.com");

        foreach (var (path, audience, _) in platform.ApiEndpoints()
            .Where(endpoint => endpoint.Audience.Kind != Storefront.Platform.Api.ApiAudienceKind.Public))
        {
            var wrong = audience.Kind == Storefront.Platform.Api.ApiAudienceKind.Merchant ? customer : Aurora.Token;
            WireForm.AssertError(await Aurora.Api(wrong).PostAsync(path, new { }), HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_cookie_does_not_authenticate_at_the_API()
    {
        var link = await Aurora.InviteAsync("cookie@example.com");
        var session = (await new BrowserDoor(Aurora).AcceptAsync(link, Shop.GoodPassword)).Session!;

        WireForm.AssertError(
            await Aurora.Api().PostWithAsync(Requests.Profile, null, ("Cookie", $"__Host-session={session}")), HttpStatusCode.Unauthorized);
        WireForm.AssertError(await Aurora.Api(session).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_bearer_token_in_the_cookie_does_not_authenticate_in_the_browser()
    {
        var token = await Aurora.CustomerAsync("bearer@example.com");

        Assert.False(await new BrowserDoor(Aurora).IsSignedInAsync(token));
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer demo-birch-token")]
    [InlineData("Basic x")]
    public async Task Public_endpoints_ignore_the_header(string header)
    {
        await Aurora.CustomerAsync($"public-{header.Length}@example.com");
        var body = JsonBody($$"""{"project_id":{{Aurora.Id}},"email":"public-{{header.Length}}@example.com","password":"{{Shop.GoodPassword}}"}""");

        WireForm.AssertSuccess(await Aurora.Api().PostWithAsync(Requests.Login, body, ("Authorization", header)), HttpStatusCode.OK);
    }

    private static HttpContent JsonBody(string text) => Requests.Body(text);

    // Below the client's own header checks, as any program could send it.
    private Task<HttpContext> SendAsync(string path, params string[] authorization) => platform.Server.SendAsync(context =>
    {
        context.Request.Method = "POST";
        context.Request.Scheme = "https";
        context.Request.Host = new(Aurora.Host);
        context.Request.Path = Requests.Full(path);
        context.Request.Headers.Authorization = authorization;
    });
}
