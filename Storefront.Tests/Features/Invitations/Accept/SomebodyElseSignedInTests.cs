using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

/// <summary>An invitation is opened in a browser where another customer of the merchant is signed in.</summary>
public sealed class SomebodyElseSignedInTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private async Task<(Browser Browser, BrowserAnswer Page, Link Link)> OpenAsync(string name)
    {
        await platform.Aurora.CustomerAsync($"owner-{name}@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] =
            (await platform.Aurora.Door("browser").SignInAsync($"owner-{name}@example.com", Shop.GoodPassword)).Session!;
        var link = await platform.Aurora.InviteAsync($"guest-{name}@example.com");
        return (browser, await platform.UnchangedAsync(() => browser.OpenAsync(link.Address.PathAndQuery)), link);
    }

    private static string Way(BrowserAnswer page, string text) =>
        page.Page.QuerySelectorAll("main a").Single(link => link.TextContent.StartsWith(text, StringComparison.Ordinal)).GetAttribute("href")!;

    private Task<bool> IsSignedInAsync(string session) => platform.Aurora.Door("browser").IsSignedInAsync(session);

    [Fact]
    public async Task The_page_shows_both_addresses_and_three_options_and_no_form()
    {
        var (_, page, _) = await OpenAsync("asked");

        Assert.Contains("owner-asked@example.com", page.Main, StringComparison.Ordinal);
        Assert.Contains("guest-asked@example.com", page.Main, StringComparison.Ordinal);
        Assert.Equal(3, page.Page.QuerySelectorAll("main a").Length);
        Assert.Null(page.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Continuing_ends_the_other_session_at_the_acceptance_and_not_before()
    {
        var (browser, page, _) = await OpenAsync("continues");
        var former = browser.Cookies["__Host-session"];

        var form = await platform.UnchangedAsync(() => browser.GetAsync(Way(page, "Continue as")));
        var weak = await platform.UnchangedAsync(() => browser.SubmitAsync(form, ("Password", "short"), ("PasswordConfirmation", "short")));
        Assert.NotNull(weak.Problem("password"));
        Assert.True(await IsSignedInAsync(former));

        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SubmitAsync(weak, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword))).Status);

        Assert.False(await IsSignedInAsync(former));
        Assert.Contains("guest-continues@example.com", (await browser.GetAsync("/account")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staying_leaves_the_invitation_unchanged()
    {
        var (browser, page, link) = await OpenAsync("stays");

        var account = await platform.UnchangedAsync(() => browser.GetAsync(Way(page, "Stay signed in")));

        Assert.Contains("owner-stays@example.com", account.Main, StringComparison.Ordinal);
        Assert.True((await new BrowserDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Declining_leaves_the_other_account_signed_in()
    {
        var (browser, page, _) = await OpenAsync("refuses");
        var question = await platform.UnchangedAsync(() => browser.GetAsync(Way(page, "Not for me")));

        var answer = await browser.SubmitFormAsync(question, "decline-invitation");

        Assert.Equal("This invitation was declined", (await browser.GetAsync(answer.Location!)).Heading);
        Assert.True(await IsSignedInAsync(browser.Cookies["__Host-session"]));
    }

    [Fact]
    public async Task A_password_form_from_before_signing_in_does_nothing_and_asks_which_account_to_use()
    {
        var link = await platform.Aurora.InviteAsync("guest-late@example.com");
        await platform.Aurora.CustomerAsync("owner-late@example.com");
        var browser = platform.Aurora.NewBrowser();
        var form = await browser.OpenAsync(link.Address.PathAndQuery);
        browser.Cookies["__Host-session"] = (await platform.Aurora.Door("browser").SignInAsync("owner-late@example.com", Shop.GoodPassword)).Session!;

        var answer = await platform.UnchangedAsync(() =>
            browser.SubmitAsync(form, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("Which account do you want to use here?", answer.Heading);
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
    }
}
