using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Preferences;

/// <summary>The merchant's language applies to pages and mails until the reader chooses another.</summary>
public sealed class ChooseLanguageTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static string? Spoken(BrowserAnswer page) => page.Page.DocumentElement.GetAttribute("lang");

    private static Task<BrowserAnswer> ChooseAsync(Browser browser, BrowserAnswer page, string language)
    {
        var form = page.Page.QuerySelector<IHtmlFormElement>("footer form.languages")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(input => input.Name!, input => input.Value);
        return browser.PostAsync(form.GetAttribute("action")!, fields.Append(new("Input.Language", language)));
    }

    private async Task<MailMessage> NewestMailAsync(string email) => (await platform.MailsAsync()).First(mail => mail.To == email);

    private static async Task<Browser> SignedInAsync(Shop shop, string email, Browser? browser = null)
    {
        browser ??= shop.NewBrowser();
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", Shop.GoodPassword))).Status);
        return browser;
    }

    [Theory, InlineData("en"), InlineData("nl"), InlineData("de"), InlineData("fr")]
    public async Task A_visitors_choice_applies_to_every_page_without_script(string language)
    {
        var browser = platform.Birch.NewBrowser();
        var page = await browser.GetAsync("/account/forgot-password");

        var chosen = await ChooseAsync(browser, page, language);

        Assert.Equal((HttpStatusCode.SeeOther, "/account/forgot-password"), (chosen.Status, chosen.Location));
        var after = await browser.GetAsync("/account/sign-in");
        Assert.Equal(language, Spoken(after));
        Assert.Equal(Languages.NameOf(language), after.Page.QuerySelector("footer [aria-current=true]")!.TextContent);
        Assert.Equal(language, Spoken(await browser.GetAsync("/there/is/no/such/page")));
        Assert.Equal("nl", Spoken(await platform.Birch.NewBrowser().GetAsync("/account/sign-in")));
    }

    [Fact]
    public async Task Every_language_is_offered_by_its_own_name()
    {
        var offered = (await platform.Aurora.NewBrowser().GetAsync("/")).Page.QuerySelectorAll("footer form.languages button");

        Assert.Equal(["English", "Nederlands", "Deutsch", "Français"], offered.Select(button => button.TextContent));
        Assert.Equal(Languages.All, offered.Select(button => button.GetAttribute("lang")));
    }

    [Fact]
    public async Task A_customers_choice_applies_in_other_browsers_and_in_mails()
    {
        await platform.Aurora.CustomerAsync("elsewhere@example.com");
        await platform.Birch.CustomerAsync("elsewhere@example.com");
        var here = await SignedInAsync(platform.Aurora, "elsewhere@example.com");

        await ChooseAsync(here, await here.GetAsync("/account"), "fr");

        var there = await SignedInAsync(platform.Aurora, "elsewhere@example.com");
        Assert.Equal("fr", Spoken(await there.GetAsync("/account")));
        await platform.Aurora.ForgetPasswordAsync("elsewhere@example.com");
        Assert.Contains("chez Aurora Coffee", (await NewestMailAsync("elsewhere@example.com")).Subject, StringComparison.Ordinal);
        Assert.Null((await platform.Birch.FindCustomerAsync("elsewhere@example.com"))!.Language);
        Assert.Equal(
            "fr",
            Spoken(await there.SubmitAsync(await there.GetAsync("/account/sign-out")) is { Location: { } next }
                ? await there.GetAsync(next)
                : throw new InvalidOperationException()));
    }

    [Fact]
    public async Task A_visitors_choice_becomes_the_accounts_language_unless_it_has_one()
    {
        await platform.Aurora.CustomerAsync("adopts@example.com");
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "keeps-own@example.com", locale = "nl" });
        Assert.NotNull((await new ApiDoor(platform.Aurora)
            .AcceptAsync(await platform.Aurora.NewestLinkAsync("keeps-own@example.com"), Shop.GoodPassword)).Session);
        foreach (var email in new[] { "adopts@example.com", "keeps-own@example.com" })
        {
            var browser = platform.Aurora.NewBrowser();
            await ChooseAsync(browser, await browser.GetAsync("/"), "de");
            await SignedInAsync(platform.Aurora, email, browser);
        }

        Assert.Equal("de", (await platform.Aurora.FindCustomerAsync("adopts@example.com"))!.Language);
        Assert.Equal("nl", (await platform.Aurora.FindCustomerAsync("keeps-own@example.com"))!.Language);
    }

    [Fact]
    public async Task The_invitations_language_applies_from_the_first_page()
    {
        await platform.Birch.MerchantApi.PostAsync("customers/invite", new { email = "invitee@example.com", locale = "de" });
        var link = await platform.Birch.NewestLinkAsync("invitee@example.com");
        var browser = platform.Birch.NewBrowser();

        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        await browser.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Equal("de", Spoken(page));
        Assert.Equal("de", (await platform.Birch.FindCustomerAsync("invitee@example.com"))!.Language);
        Assert.Equal("de", Spoken(await (await SignedInAsync(platform.Birch, "invitee@example.com")).GetAsync("/account")));
    }

    [Fact]
    public async Task A_language_chosen_at_the_invitation_overrides_the_invitations_language()
    {
        await platform.Birch.MerchantApi.PostAsync("customers/invite", new { email = "guess@example.com", locale = "de" });
        var link = await platform.Birch.NewestLinkAsync("guess@example.com");
        var browser = platform.Birch.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);

        await ChooseAsync(browser, page, "fr");
        await browser.SubmitAsync(
            await browser.GetAsync("/account/accept-invitation"), ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Equal("fr", (await platform.Birch.FindCustomerAsync("guess@example.com"))!.Language);
    }

    [Fact]
    public async Task The_API_sets_the_language_as_the_profiles_locale()
    {
        var api = platform.Aurora.Api(await platform.Aurora.CustomerAsync("by-api@example.com"));
        var names = new Dictionary<string, object?> { ["firstname"] = "Ann", ["lastname"] = "Bee", ["phone"] = "112" };

        var french = await api.PostAsync("customer/profile/update", new Dictionary<string, object?>(names) { ["locale"] = "fr" });
        var absent = await api.PostAsync("customer/profile/update", names);
        var unknown = await api.PostAsync("customer/profile/update", new Dictionary<string, object?>(names) { ["locale"] = "xx" });
        var read = await api.PostAsync("customer/profile/get");
        var follows = await api.PostAsync("customer/profile/update", new Dictionary<string, object?>(names) { ["locale"] = null });

        Assert.Equal(
            ("fr", "fr", "fr"),
            (
                french.Data.GetProperty("locale").GetString(), absent.Data.GetProperty("locale").GetString(),
                read.Data.GetProperty("locale").GetString()));
        Assert.Equal("This language is not offered.", unknown.Error("locale"));
        Assert.Null(follows.Data.GetProperty("locale").GetString());
        Assert.Equal("en", Spoken(await (await SignedInAsync(platform.Aurora, "by-api@example.com")).GetAsync("/account")));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task The_way_back_never_leads_to_another_site(string back)
    {
        var browser = platform.Aurora.NewBrowser();
        var form = (await browser.GetAsync("/language")).Page.QuerySelector<IHtmlFormElement>("footer form.languages")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[name]").ToDictionary(input => input.Name!, input => input.Value);
        (fields["Input.Return"], fields["Input.Language"]) = (back, "de");

        Assert.Equal("/", (await browser.PostAsync("/language", fields)).Location);
    }

    [Theory, InlineData("xx"), InlineData("en-US"), InlineData("<b>"), InlineData("")]
    public async Task An_unknown_language_is_refused_and_nothing_is_stored(string language)
    {
        var browser = platform.Aurora.NewBrowser();

        var refused = await ChooseAsync(browser, await browser.GetAsync("/"), language);

        Assert.Equal("This language is not offered.", refused.Page.QuerySelector("[role=alert]")!.TextContent.Trim());
        Assert.DoesNotContain("__Host-language", browser.Cookies.Keys);
    }

    [Fact]
    public async Task A_foreign_site_cannot_choose()
    {
        var browser = await SignedInAsync(platform.Aurora, await AddressOfCustomerAsync("forged-choice@example.com"));

        var refused = await browser.PostAsync("/language", new Dictionary<string, string> { ["_handler"] = "language", ["Input.Language"] = "fr" });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Null((await platform.AsAsync(
            platform.Aurora, db => db.Customers.FirstAsync(row => row.Email == "forged-choice@example.com"))).Language);
    }

    private async Task<string> AddressOfCustomerAsync(string email)
    {
        await platform.Aurora.CustomerAsync(email);
        return email;
    }
}
