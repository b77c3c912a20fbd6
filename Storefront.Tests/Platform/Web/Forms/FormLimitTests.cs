using System.Globalization;
using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Forms;

/// <summary>The forms a client address posts, and files that cost as much, are limited per minute.</summary>
public sealed class FormLimitTests : IAsyncDisposable
{
    private const int PerMinute = 6;
    private readonly TestPlatform _platform = new() { Settings = { ["RateLimits:FormsPerMinute"] = "6" } };

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("/account/sign-in"), InlineData("/account/register"), InlineData("/account/forgot-password"),
        InlineData("/account/accept-invitation")]
    [InlineData("/account/reset-password"), InlineData("/account/delete"), InlineData("/language"), InlineData("/nothing/here"),
        InlineData("/account/export.json")]
    public async Task A_form_over_the_limit_gets_our_page_with_Retry_After(string path)
    {
        foreach (var round in Enumerable.Range(0, PerMinute))
        {
            var shop = round % 2 == 0 ? _platform.Aurora : _platform.Birch;
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await shop.NewBrowser().PostAsync(path, [])).Status);
        }

        var limited = await _platform.Aurora.NewBrowser().PostAsync(path, []);

        Assert.Equal((HttpStatusCode.TooManyRequests, "Too many requests"), (limited.Status, limited.Heading));
        Assert.InRange(int.Parse(limited.Response.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await _platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);
        WireForm.AssertError(await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { }), HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("/account/export.json"), InlineData("/account/export.html")]
    public async Task An_export_file_counts_as_a_form(string path)
    {
        await _platform.Aurora.CustomerAsync("exported@example.com");
        var browser = _platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await new BrowserDoor(_platform.Aurora).SignInAsync("exported@example.com", Shop.GoodPassword)).Session!;
        for (var round = 0; round < PerMinute - 1; round++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/export")).Status);
    }

    [Fact]
    public async Task Typed_values_are_kept_and_another_sites_form_is_not_counted()
    {
        await _platform.Aurora.CustomerAsync("typing@example.com");
        var browser = _platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await new BrowserDoor(_platform.Aurora).SignInAsync("typing@example.com", Shop.GoodPassword)).Session!;
        var page = await browser.GetAsync("/account/details");
        browser.Headers["Sec-Fetch-Site"] = "cross-site";
        for (var round = 0; round < PerMinute * 2; round++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/account/details", [])).Status);
        }

        browser.Headers.Clear();
        for (var round = 0; round < PerMinute - 1; round++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/account/details", [])).Status);
        }

        var limited = await _platform.UnchangedAsync(() =>
            browser.SubmitFormAsync(page, "profile", ("Profile.Firstname", "Jane"), ("Profile.Lastname", "Typed")));
        var again = await browser.GetAsync("/account/details");

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.Status);
        Assert.Equal("Typed", again.Page.QuerySelector("#lastname")!.GetAttribute("value"));
        Assert.Contains("too often", again.Main, StringComparison.Ordinal);
    }
}
