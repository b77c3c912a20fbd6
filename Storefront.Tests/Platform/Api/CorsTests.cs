using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>Which pages may call the API from another origin (contract 4.5).</summary>
public sealed class CorsTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Own = "https://aurora.localhost";

    [Theory]
    [InlineData("localhost"), InlineData("aurora.localhost")]
    public async Task A_page_of_the_shop_may_call_the_shoppers_paths(string host)
    {
        var asked = await AskAsync(host, Requests.Login, Own);

        Assert.Equal(HttpStatusCode.NoContent, asked.StatusCode);
        Assert.Equal(Own, Header(asked, "Access-Control-Allow-Origin"));
        Assert.Equal(("POST", "Origin"), (Header(asked, "Access-Control-Allow-Methods"), Header(asked, "Vary")));
        Assert.Contains("Authorization", Header(asked, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Null(Header(asked, "Access-Control-Allow-Credentials"));
        Assert.Equal(Own, Header((await PostAsync(host, Requests.Login, Own)).Response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://evil.example"), InlineData("null"), InlineData("https://aurora.localhost.evil.example")]
    [InlineData("http://aurora.localhost"), InlineData("ftp://aurora.localhost")]
    public async Task A_page_of_no_shop_may_call_nothing(string origin)
    {
        Assert.Null(Header(await AskAsync("localhost", Requests.Login, origin), "Access-Control-Allow-Origin"));
        Assert.Null(Header((await PostAsync("localhost", Requests.Login, origin)).Response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_page_of_another_shop_may_call_nothing_at_a_shops_host() =>
        Assert.Null(Header(await AskAsync("birch.localhost", Requests.Login, Own), "Access-Control-Allow-Origin"));

    [Fact]
    public async Task An_answer_about_another_shop_is_not_opened()
    {
        var token = await platform.Birch.CustomerAsync("jane@example.com");

        Assert.Null(Header((await PostAsync("localhost", Requests.Profile, Own, token)).Response, "Access-Control-Allow-Origin"));
        Assert.NotNull(Header(
            (await PostAsync("localhost", Requests.Profile, "https://birch.localhost", token)).Response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Requests.Invite), InlineData("tokens/self"), InlineData("customers/deletions/all")]
    public async Task No_page_may_call_the_merchants_paths(string path)
    {
        var asked = await AskAsync("aurora.localhost", path, Own);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, asked.StatusCode);
        Assert.Null(Header(asked, "Access-Control-Allow-Origin"));
        Assert.Null(Header((await PostAsync("aurora.localhost", path, Own, platform.Aurora.Token)).Response, "Access-Control-Allow-Origin"));
    }

    private async Task<HttpResponseMessage> AskAsync(string host, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Requests.Full(path));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return await platform.Client(host).SendAsync(request);
    }

    private Task<ApiAnswer> PostAsync(string host, string path, string origin, string? token = null) =>
        new ApiClient(platform.Client(host, token), 1).PostWithAsync(path, Requests.Body("{}"), ("Origin", origin));

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;
}
