using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web;

/// <summary>Cookies that grew too large get a page that makes them smaller, never an empty answer of the server.</summary>
public sealed partial class CookieLimitTests(RawServer server) : IClassFixture<RawServer>
{
    private const string Own = "__Host-session=x; __Host-language=nl; __Host-forms=y";

    public static TheoryData<string, string> Pages => new()
    {
        { "aurora.localhost", "/" }, { "aurora.localhost", "/account" }, { "aurora.localhost", "/account/sign-in" },
        { "birch.localhost", "/account/orders" }, { "birch.localhost", "/account/accept-invitation" },
    };

    private Task<RawAnswer> GetAsync(string host, string path, int bytes, params string[] more) =>
        server.GetAsync(path, [$"Host: {host}", $"Cookie: {Own}; other={new string('a', bytes)}", .. more]);

    [Theory, MemberData(nameof(Pages))]
    public async Task Above_16_KB_our_page_expires_the_shops_own_and_says_so(string host, string path)
    {
        foreach (var bytes in new[] { 16 * 1024, 30_000, 40_000, (64 * 1024) - Own.Length - "; other=".Length })
        {
            var answer = await GetAsync(host, path, bytes);

            Assert.Equal((bytes, 431), (bytes, answer.Status));
            Assert.Contains("Te veel cookies", answer.Body, StringComparison.Ordinal);
            Assert.Equal(["__Host-forms", "__Host-language", "__Host-session"],
                Expired().Matches(answer.Head).Select(cookie => cookie.Groups[1].Value).Order(StringComparer.Ordinal));
            Assert.Contains("stylesheet", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Many_small_cookies_count_like_one_large_one_and_none_of_another_host_is_touched()
    {
        var many = string.Join("; ", Enumerable.Range(0, 300).Select(number => $"tracker{number}={new string('b', 60)}"));

        var answer = await server.GetAsync("/account/sign-in", "Host: aurora.localhost", $"Cookie: {many}; {Own}");

        Assert.Equal(431, answer.Status);
        Assert.DoesNotContain("tracker", answer.Head, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(4_000), InlineData(16_000)]
    public async Task Up_to_16_KB_a_page_is_as_ever(int bytes)
    {
        var answer = await GetAsync("aurora.localhost", "/account/sign-in", bytes);

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("__Host-session=;", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_form_with_too_many_cookies_does_nothing()
    {
        var form = "_handler=sign-in&Input.Email=a%40example.com";
        var answer = await server.SendAsync(
            $"POST /account/sign-in HTTP/1.1\r\nHost: aurora.localhost\r\nCookie: {Own}; other={new string('a', 20_000)}\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\nConnection: close\r\n\r\n{form}");

        Assert.Equal(431, answer.Status);
    }

    [Fact]
    public async Task The_pages_stylesheet_and_the_API_do_not_mind()
    {
        var page = await GetAsync("aurora.localhost", "/account/sign-in", 20_000);
        var sheet = Sheet().Match(page.Body).Groups[1].Value;

        Assert.Equal(200, (await GetAsync("aurora.localhost", sheet, 20_000)).Status);
        Assert.Equal(200, (await GetAsync("aurora.localhost", "/api/services/webshop/v1/customer/public/countries", 20_000)).Status);
    }

    [GeneratedRegex("Set-Cookie: (__Host-[a-z]+)=; expires=Thu, 01 Jan 1970", RegexOptions.IgnoreCase)]
    private static partial Regex Expired();

    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex Sheet();
}
