using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.PageCache;

/// <summary>A cached page equals a rendered one: for this merchant, in this language, with this visitor's own token, and with nobody else's
/// data.</summary>
public sealed partial class PageCacheMiddlewareTests : IAsyncDisposable
{
    private const string SignIn = "/account/sign-in";

    // With a query the page is rendered for its visitor alone.
    private const string Drawn = "?drawn=1";

    private readonly TestPlatform _platform = new();

    public static TheoryData<long, string?> ShopsAndLanguages
    {
        get
        {
            var all = new TheoryData<long, string?>();
            foreach (var language in Languages.All.Append(null))
            {
                all.Add(1, language);
                all.Add(2, language);
            }

            return all;
        }
    }

    private Shop[] Shops => [_platform.Aurora, _platform.Birch];

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, MemberData(nameof(ShopsAndLanguages))]
    public async Task A_cached_page_equals_a_rendered_one_in_the_visitors_language(long shop, string? language)
    {
        var link = await Shops[shop - 1].InviteAsync("jane@example.com", "Jane", "O'Doe & Co");
        foreach (var other in Languages.All)
        {
            // Earlier renderings, in another language or at the other merchant, must not matter.
            await Speaking(_platform.Aurora, other).GetAsync(SignIn);
            await Speaking(_platform.Birch, other).GetAsync(SignIn);
        }

        var browser = Speaking(Shops[shop - 1], language);
        await browser.OpenAsync(link.Address.PathAndQuery);
        foreach (var path in new[] { SignIn, link.Address.AbsolutePath })
        {
            var drawn = await browser.GetAsync(path + Drawn);
            var first = await browser.GetAsync(path);
            var copy = await browser.GetAsync(path);

            Assert.Equal(WithoutToken(drawn.Text).Replace(Drawn, "", StringComparison.Ordinal), WithoutToken(copy.Text));
            Assert.Equal(WithoutToken(first.Text), WithoutToken(copy.Text));
            Assert.Equal(Headers(drawn), Headers(copy));
            Assert.Equal(copy.Response.Content.Headers.ContentLength, System.Text.Encoding.UTF8.GetByteCount(copy.Text));
        }
    }

    [Fact]
    public async Task Every_copy_has_its_visitors_own_token_and_works()
    {
        foreach (var shop in Shops)
        {
            await shop.CustomerAsync("jane@example.com");
            await shop.CustomerAsync("joe@example.com");
            var (jane, joe) = (shop.NewBrowser(), shop.NewBrowser());
            var (pageOfJane, pageOfJoe) = (await jane.GetAsync(SignIn), await joe.GetAsync(SignIn));

            Assert.NotEqual(Token(pageOfJane), Token(pageOfJoe));
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await joe.Copy().SubmitAsync(pageOfJane, ("Email", "joe@example.com"), ("Password", Shop.GoodPassword))).Status);
            Assert.Equal("/account", (await jane.SubmitAsync(pageOfJane, ("Email", "jane@example.com"), ("Password", Shop.GoodPassword))).Location);
            Assert.Equal("/account", (await joe.SubmitAsync(pageOfJoe, ("Email", "joe@example.com"), ("Password", Shop.GoodPassword))).Location);
        }
    }

    [Theory]
    [InlineData("?email=poison%40example.com&return=/poison")]
    [InlineData("?notice=password-changed")]
    [InlineData("?saved=email")]
    [InlineData("?")]
    [InlineData("/", "/ACCOUNT/Sign-In")]
    [InlineData("", "/Account/sign-in")]
    public async Task Query_values_do_not_reach_the_next_visitor(string end, string path = SignIn)
    {
        var clean = WithoutToken((await _platform.Aurora.NewBrowser().GetAsync(SignIn + Drawn)).Text).Replace(Drawn, "", StringComparison.Ordinal);

        await _platform.Aurora.NewBrowser().GetAsync(path + end);
        await _platform.Aurora.NewBrowser().GetAsync(path + end);

        Assert.Equal(clean, WithoutToken((await _platform.Aurora.NewBrowser().GetAsync(SignIn)).Text));
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "poison.example")]
    [InlineData("X-Forwarded-Prefix", "/poison")]
    [InlineData("X-Original-URL", "/poison")]
    [InlineData("Accept-Language", "fr, poison;q=0.5")]
    [InlineData("Accept", "text/html; blazor-enhanced-nav=on")]
    [InlineData("User-Agent", "poison")]
    [InlineData("Referer", "https://poison.example/")]
    [InlineData("Cookie", "__Host-session=poison; __Host-invitation=poison; __Host-language=poison; poison=1")]
    public async Task Header_values_do_not_reach_the_next_visitor(string name, string value)
    {
        var clean = WithoutToken((await _platform.Aurora.NewBrowser().GetAsync(SignIn + Drawn)).Text).Replace(Drawn, "", StringComparison.Ordinal);
        using var http = _platform.Client(_platform.Aurora.Host);
        http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);

        await http.GetAsync(SignIn);
        await http.GetAsync(SignIn);

        Assert.Equal(clean, WithoutToken((await _platform.Aurora.NewBrowser().GetAsync(SignIn)).Text));
    }

    [Fact]
    public async Task A_signed_in_visitor_gets_an_individual_page_that_is_not_cached()
    {
        foreach (var shop in Shops)
        {
            await shop.CustomerAsync("jane@example.com");
            var jane = shop.NewBrowser();
            await jane.SubmitAsync(await jane.GetAsync(SignIn + Drawn), ("Email", "jane@example.com"), ("Password", Shop.GoodPassword));

            Assert.Contains("jane@example.com", (await jane.GetAsync(SignIn)).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("jane@example.com", (await shop.NewBrowser().GetAsync(SignIn)).Text, StringComparison.Ordinal);
            Assert.Contains("jane@example.com", (await jane.GetAsync(SignIn)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_link_shows_its_own_address_as_text()
    {
        foreach (var shop in Shops)
        {
            var links = new[]
            {
                await shop.InviteAsync("jane@example.com", "Jane"), await shop.InviteAsync("o'neil&co@example.com", "Shaun"),
                await shop.InviteAsync("joe@example.com")
            };
            foreach (var link in links.Concat(links))
            {
                var page = await shop.NewBrowser().OpenAsync(link.Address.PathAndQuery);

                Assert.Equal(link.Email, page.Page.QuerySelector("#email")!.GetAttribute("value"));
                Assert.DoesNotContain("o'neil", page.Text, StringComparison.Ordinal);
                Assert.All(
                    links.Where(other => other != link),
                    other => Assert.DoesNotContain(other.Email, page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task HEAD_requests_get_the_headers_of_a_copy()
    {
        await _platform.Aurora.NewBrowser().GetAsync(SignIn);

        var head = await _platform.Aurora.NewBrowser().SendAsync(HttpMethod.Head, SignIn);

        Assert.Equal((HttpStatusCode.OK, ""), (head.Status, head.Text));
    }

    private static Browser Speaking(Shop shop, string? language)
    {
        var browser = shop.NewBrowser();
        if (language is not null)
        {
            browser.Cookies["__Host-language"] = language;
        }

        return browser;
    }

    private static string? Token(BrowserAnswer page) =>
        page.Page.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value");

    private static string WithoutToken(string html) => TokenPattern().Replace(html, "(token)");

    // The last one addresses Blazor's script, which no page has.
    private static IEnumerable<string> Headers(BrowserAnswer answer) => answer.Response.Headers.Concat(answer.Response.Content.Headers)
        .Where(header => header.Key is not ("Content-Length" or "Date" or "Transfer-Encoding" or "blazor-enhanced-nav"))
        .Select(header => $"{header.Key}: {string.Join(",", header.Value)}").Order(StringComparer.Ordinal);

    [GeneratedRegex("(?<=name=\"(__RequestVerificationToken|HeldLink)\" value=\")[^\"]+")]
    private static partial Regex TokenPattern();
}
