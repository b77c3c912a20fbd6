using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Branding.Palette;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Errors;

/// <summary>Every failure has a page: at a merchant in its brand and language, elsewhere a self-contained one.</summary>
public sealed class ErrorPageTests : IAsyncLifetime, IDisposable
{
    private readonly TestPlatform _platform = new() { Change = services => services.AddSingleton<IStartupFilter, Failing>() };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    public void Dispose() => _platform.Dispose();

    [Theory]
    [InlineData(404, "Deze pagina bestaat niet")]
    [InlineData(403, "Deze pagina is niet voor jou")]
    [InlineData(429, "Te veel verzoeken")]
    [InlineData(500, "Er ging iets mis")]
    public async Task At_a_shop_the_error_page_has_brand_language_and_a_link_back(int status, string heading)
    {
        var page = await _platform.Birch.NewBrowser().GetAsync($"/nothing/here?fail={status}");

        Assert.Equal((HttpStatusCode)status, page.Status);
        Assert.Equal(("nl", heading), (page.Page.DocumentElement.GetAttribute("lang"), page.Heading));
        Assert.Equal("Birch & Co", page.Page.QuerySelector(".brand a")!.TextContent.Trim());
        Assert.StartsWith("/brand/", page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("/", page.Page.QuerySelector("main a")!.GetAttribute("href"));
        Assert.DoesNotContain("secret", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_page_keeps_the_way_to_sign_in_and_the_languages()
    {
        var browser = _platform.Birch.NewBrowser();
        var page = await browser.GetAsync("/nothing/here?fail=404");
        var english = page.Page.QuerySelector("footer form button[lang=en]")!;
        var fields = page.Page.QuerySelectorAll("footer form input")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);

        var switched = await browser.PostAsync(page.Page.QuerySelector("footer form")!.GetAttribute("action")!,
            fields.Append(new KeyValuePair<string, string>(english.GetAttribute("name")!, "en")));

        Assert.Equal("/account/sign-in", page.Page.QuerySelector("header nav a")!.GetAttribute("href"));
        Assert.Equal(["en", "nl", "de", "fr"], page.Page.QuerySelectorAll("footer form button").Select(button => button.GetAttribute("value")));
        Assert.Equal("true", page.Page.QuerySelector("footer form button[lang=nl]")!.GetAttribute("aria-current"));
        Assert.Equal((HttpStatusCode.SeeOther, "/nothing/here"), (switched.Status, switched.Location));
        Assert.Equal("This page does not exist", (await browser.GetAsync("/nothing/here?fail=404")).Heading);
    }

    [Fact]
    public async Task Somebody_signed_in_is_still_signed_in_on_a_missing_page()
    {
        await _platform.Aurora.CustomerAsync("lost@example.com");
        var browser = _platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await _platform.Aurora.Door("browser").SignInAsync("lost@example.com", Shop.GoodPassword)).Session!;

        var page = await browser.GetAsync("/account/orders/none/such?fail=404");

        Assert.Equal(("/account", "My account"), (page.Page.QuerySelector("header nav a")!.GetAttribute("href"),
            page.Page.QuerySelector("header nav a")!.TextContent));
        Assert.Empty((await browser.GetAsync("/nothing/here?fail=throw")).Page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task A_failure_has_a_number_that_the_operator_can_find()
    {
        var page = await _platform.Aurora.NewBrowser().GetAsync("/nothing/here?fail=throw");

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Matches("write to help@aurora.example and mention [0-9a-f]{32}", page.Main);
        Assert.DoesNotContain("secret", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_shop_only_says_that_it_is_closed_at_every_address()
    {
        var customer = await _platform.Birch.CustomerAsync("closed@example.com");
        await _platform.AsAsync(
            _platform.Aurora,
            db => db.Merchants.Where(merchant => merchant.Id == 2)
                .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.SuspendedAt, _platform.Clock.Now)));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var birch = await _platform.AsAsync(_platform.Aurora, db => db.Merchants.SingleAsync(merchant => merchant.Id == 2));

        foreach (var path in new[] { "/", "/account", "/account/sign-in", "/nothing/here", "/brand/x.css" })
        {
            var page = await _platform.Birch.NewBrowser().GetAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Equal("Birch & Co is voorlopig gesloten", page.Heading);
            Assert.Contains("klantenservice@birch.example", page.Main, StringComparison.Ordinal);
            Assert.Empty(page.Page.QuerySelectorAll("a, form, script, img, link[rel=stylesheet]"));
            Assert.Equal("Birch & Co", page.Page.QuerySelector("header")!.TextContent);
            Assert.Contains(
                BrandPalette.Light(birch.PrimaryColor, birch.AccentColor).BrandEdge, page.Page.QuerySelector("style")!.TextContent,
                StringComparison.Ordinal);
        }

        // Programs still get the same: an unknown host, an unknown token.
        var invited = await _platform.Birch.MerchantApi.PostAsync(Requests.Invite);
        Assert.Equal(HttpStatusCode.NotFound, invited.Status);
        WireForm.AssertJson(invited);
        using var http = _platform.Client("localhost", customer);
        WireForm.AssertError(await new ApiClient(http, 2).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await _platform.Aurora.NewBrowser().GetAsync("/")).Status);
    }

    [Fact]
    public async Task At_an_unknown_host_the_page_has_inline_styles_allowed_by_its_CSP()
    {
        var page = await new Browser(_platform.Client("nobody.test")).GetAsync("/");

        Assert.Equal((HttpStatusCode.NotFound, "There is no shop at this address"), (page.Status, page.Heading));
        var style = page.Page.QuerySelector("style")!.TextContent;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("link[rel=stylesheet], script, img"));
    }

    [Fact]
    public async Task On_the_platforms_host_a_missing_page_names_no_shop()
    {
        var page = await new Browser(_platform.Client("localhost")).GetAsync("/nothing/here?fail=404");

        Assert.Equal((HttpStatusCode.NotFound, "This page does not exist"), (page.Status, page.Heading));
        Assert.Empty(page.Page.QuerySelectorAll("link[rel=stylesheet], script, img"));
    }

    // Behind the tenant a request can ask to fail; no part of the application does so by itself.
    private sealed class Failing : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Use((RequestDelegate _) => Fail);
        };

        private static Task Fail(HttpContext context)
        {
            var asked = context.Request.Query["fail"].ToString();
            context.Response.StatusCode = int.TryParse(asked, out var status) ? status : throw new InvalidOperationException("a secret");
            return Task.CompletedTask;
        }
    }
}
