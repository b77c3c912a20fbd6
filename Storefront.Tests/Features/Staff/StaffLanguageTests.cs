using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>The language of the admin: chosen by a visitor for a browser, by a member for themselves.</summary>
public sealed class StaffLanguageTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Page = "/admin/language?return=%2Fadmin%2Fshops%2F1%2Fbrand";

    [Theory, InlineData("de", "Anmelden"), InlineData("fr", "Se connecter"), InlineData("nl", "Inloggen"), InlineData("en", "Sign in")]
    public async Task A_visitors_choice_holds_in_this_browser(string language, string heading)
    {
        var browser = platform.StaffBrowser();
        var chosen = await ChooseAsync(browser, language);

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/shops/1/brand"), (chosen.Status, chosen.Location));
        var signIn = await browser.GetAsync("/admin/sign-in");
        Assert.Equal((heading, language), (signIn.Heading, signIn.Page.DocumentElement.GetAttribute("lang")));
        Assert.Equal("Sign in", (await platform.StaffBrowser().GetAsync("/admin/sign-in")).Heading);
        Assert.Equal("en", (await browser.GetAsync("/_dev/mailbox")).Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_members_choice_is_kept_and_holds_in_another_browser_once_they_sign_in()
    {
        const string email = "speaks@language.example";
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Viewer);
        await ChooseAsync(browser, "de");

        var other = platform.StaffBrowser();
        await other.SignInAsync(email, Shop.GoodPassword);

        Assert.Equal("de", (await other.GetAsync("/admin/sign-out")).Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("de", await platform.StaffAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Language).SingleAsync()));
        Assert.Equal(0, await platform.StaffAsync(db => db.Users.CountAsync(user => user.Email != email && user.Language != null)));
    }

    [Theory, InlineData("xx"), InlineData(""), InlineData("de\nx")]
    public async Task An_unknown_language_changes_nothing(string language)
    {
        var browser = platform.StaffBrowser();
        var refused = await ChooseAsync(browser, language);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal("Sign in", (await browser.GetAsync("/admin/sign-in")).Heading);
    }

    [Fact]
    public async Task A_choice_leads_to_no_other_site()
    {
        var browser = platform.StaffBrowser();
        var page = await browser.GetAsync("/admin/language?return=https%3A%2F%2Fevil.example%2Fadmin");

        Assert.Equal("/admin", (await browser.SubmitAsync(page, ("Language", "de"))).Location);
    }

    private static async Task<BrowserAnswer> ChooseAsync(Browser browser, string language) =>
        await browser.SubmitAsync(await browser.GetAsync(Page), ("Language", language));
}
