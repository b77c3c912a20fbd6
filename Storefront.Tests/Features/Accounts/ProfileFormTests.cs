using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts;

public sealed class ProfileFormTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private async Task<string> SignedInAsync(string email)
    {
        await platform.Aurora.CustomerAsync(email);
        return (await new BrowserDoor(platform.Aurora).SignInAsync(email, Shop.GoodPassword)).Session!;
    }

    [Fact]
    public async Task A_second_tab_is_told_what_the_first_saved_and_keeps_what_was_typed()
    {
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = await SignedInAsync("tabs@example.com");
        var (first, second) = (await browser.GetAsync("/account/settings"), await browser.GetAsync("/account/settings"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(first, "profile", ("Profile.Firstname", "First"), ("Profile.Lastname", "Tab"), ("Profile.Phone", "111"))).Status);

        var told = await browser.SubmitFormAsync(second, "profile", ("Profile.Firstname", "Second"), ("Profile.Lastname", "Tab"), ("Profile.Phone", "222"));

        Assert.Equal(HttpStatusCode.OK, told.Status);
        Assert.Contains("First, Tab, 111", told.Main, StringComparison.Ordinal);
        Assert.Equal("Second", told.Page.QuerySelector("#firstname")!.GetAttribute("value"));
        Assert.Equal("First", (await platform.Aurora.FindCustomerAsync("tabs@example.com"))!.Firstname);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(told, "profile")).Status);
        Assert.Equal("Second", (await platform.Aurora.FindCustomerAsync("tabs@example.com"))!.Firstname);
    }

    [Fact]
    public async Task A_form_sent_after_signing_out_saves_nothing_and_leads_to_signing_in()
    {
        var session = await SignedInAsync("stale@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        var page = await browser.GetAsync("/account/settings");
        await new BrowserDoor(platform.Aurora).SignOutAsync(session);

        var late = await browser.SubmitFormAsync(page, "profile", ("Profile.Firstname", "Late"), ("Profile.Lastname", "Bee"), ("Profile.Phone", "111"));

        Assert.Equal(HttpStatusCode.SeeOther, late.Status);
        Assert.Contains("nothing was saved", (await browser.GetAsync(late.Location!)).Main, StringComparison.Ordinal);
        Assert.Null((await platform.Aurora.FindCustomerAsync("stale@example.com"))!.Firstname);
    }
}
