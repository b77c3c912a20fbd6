using System.Net;
using System.Net.Http.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Middleware;

/// <summary>What takes part in the choice of a language and what does not.</summary>
public sealed class PageLanguageTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Base = "/api/services/webshop/v1/";

    [Theory, InlineData("fr"), InlineData("de-DE,de;q=0.9"), InlineData("*"), InlineData("\u00ff")]
    public async Task Accept_Language_is_ignored(string asked)
    {
        var answer = await GetAsync(platform.Birch, "/account/sign-in", ("Accept-Language", asked));

        Assert.Contains("<html lang=\"nl\" dir=\"ltr\">", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData("xx"), InlineData("EN"), InlineData("ar-XB"), InlineData("../../etc"), InlineData("")]
    public async Task A_cookie_with_an_unknown_language_is_ignored(string value)
    {
        var answer = await GetAsync(platform.Birch, "/account/sign-in", ("Cookie", $"__Host-language={value}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<html lang=\"nl\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData("/"), InlineData("/account/sign-in"), InlineData("/there/is/no/such/page")]
    public async Task No_cache_can_hand_a_page_to_a_reader_of_another_language(string path)
    {
        var answer = await GetAsync(platform.Aurora, path, ("Cookie", "__Host-language=fr"));

        Assert.Contains("<html lang=\"fr\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_API_answers_the_same_bytes_whatever_language_is_asked_for()
    {
        foreach (var (path, body) in new (string, object)[]
        {
            ("customer/auth/login", new { project_id = 2, email = "nobody@example.com", password = "wrong" }),
            ("customer/auth/login", new { project_id = 2, email = "no address" }),
            ("customer/auth/register", new { project_id = 2, email = "new@example.com", password = "short" }),
            (
                "customer/auth/invitation/accept",
                new
                {
                    project_id = 2, email = "nobody@example.com", token = "unknown", password = Shop.GoodPassword,
                    password_confirmation = Shop.GoodPassword
                }),
            ("customer/profile/get", new { }),
            ("no/such/endpoint", new { }),
        })
        {
            var plain = await PostAsync(path, body);
            var asked = await PostAsync(path, body, ("Accept-Language", "fr"), ("Cookie", "__Host-language=fr"));

            Assert.Equal(plain, asked);
            Assert.Matches("^[\\x20-\\x7e]+$", plain);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(Shop shop, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await platform.Client(shop.Host).SendAsync(request);
    }

    private async Task<string> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Base + path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await (await platform.Client(platform.Birch.Host).SendAsync(request)).Content.ReadAsStringAsync();
    }
}
