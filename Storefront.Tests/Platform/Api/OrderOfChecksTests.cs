using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Of several faults the answer always names the first: host, method, limit, token, ability, media type, size, body,
/// state.</summary>
public sealed class OrderOfChecksTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Readonly = "demo-aurora-readonly-token";
    private static readonly byte[] TooLarge = new byte[64 * 1024 + 1];

    private Shop Aurora => platform.Aurora;

    public static TheoryData<string?, string, string, int> Cases => new()
    {
        // token, what is wrong with the body, path, status
        { null, "xml", Requests.Invite, 401 },
        { null, "large", Requests.Invite, 401 },
        { null, "broken", Requests.Invite, 401 },
        { "nonsense", "xml", Requests.Delete, 401 },
        { "demo-birch-token", "large", Requests.Invite, 401 },
        { Readonly, "xml", Requests.Invite, 403 },
        { Readonly, "large", Requests.Invite, 403 },
        { Readonly, "broken", Requests.Invite, 403 },
        { Readonly, "large", Requests.Delete, 401 },
        { "demo-aurora-token", "xml large", Requests.Invite, 415 },
        { "demo-aurora-token", "xml", Requests.Invite, 415 },
        { "demo-aurora-token", "large", Requests.Invite, 413 },
        { "demo-aurora-token", "broken", Requests.Invite, 422 },
        { null, "xml large", Requests.Login, 415 },
        { null, "large", Requests.Login, 413 },
        { null, "broken", Requests.Login, 422 },
    };

    [Theory, MemberData(nameof(Cases))]
    public async Task The_first_fault_decides_the_answer(string? token, string wrong, string path, int status)
    {
        var body = wrong switch
        {
            "xml" => Requests.Body("<a/>", "application/xml"),
            "large" => Requests.Body(TooLarge),
            "xml large" => Requests.Body(TooLarge, "application/xml"),
            _ => Requests.Body("{broken"),
        };

        WireForm.AssertError(await Aurora.Api(token).PostRawAsync(path, body), (HttpStatusCode)status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("demo-aurora-token")]
    [InlineData("demo-birch-token")]
    public async Task The_method_comes_before_the_token(string? token) =>
        WireForm.AssertError(await Aurora.Api(token).SendAsync(HttpMethod.Put, Requests.Full(Requests.Invite)), HttpStatusCode.MethodNotAllowed);

    [Fact]
    public async Task The_host_comes_before_everything()
    {
        using var http = platform.Client("nobody.localhost");

        Assert.Equal(HttpStatusCode.NotFound, (await new ApiClient(http, 1).SendAsync(HttpMethod.Put, Requests.Full(Requests.Invite))).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await new ApiClient(http, 1).PostRawAsync(Requests.Login, Requests.Body(TooLarge, "text/plain"))).Status);
    }

    [Fact]
    public async Task The_tokens_limit_comes_before_the_ability_and_the_body()
    {
        await using var limited = new TestPlatform { Settings = { ["RateLimits:PerMinute"] = "1" } };
        await limited.Aurora.Api(Readonly).PostAsync(Requests.Invite);

        WireForm.AssertError(
            await limited.Aurora.Api(Readonly).PostRawAsync(Requests.Invite, Requests.Body("<a/>", "text/xml")), HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_form_of_a_field_comes_before_the_state()
    {
        await Aurora.InviteAsync("taken@example.com");

        var answer = await Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "taken@example.com", expires_in_days = 31 });

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Null(answer.Error("email"));
        Assert.NotNull(answer.Error("expires_in_days"));
    }

    [Fact]
    public async Task The_project_comes_before_the_other_fields()
    {
        var answer = await Aurora.Api().PostAsync(Requests.Login, new { email = 5, password = Array.Empty<int>() });

        Assert.NotNull(answer.Error("project_id"));
        Assert.Null(answer.Error("email"));
    }
}
