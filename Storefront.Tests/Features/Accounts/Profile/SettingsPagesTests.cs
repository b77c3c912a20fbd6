using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

/// <summary>The short pages of the settings: each is reached from the settings, and the pages ask no more than they need.</summary>
public sealed class SettingsPagesTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string SameAsBilling = "Addresses.ShippingIsBilling";

    private static (string, string?)[] Address(string parent, string city) =>
    [
        ($"Addresses.{parent}.Firstname", "Ann"), ($"Addresses.{parent}.Lastname", "Bee"), ($"Addresses.{parent}.Street", "Markt"),
        ($"Addresses.{parent}.Postcode", "2611 GS"), ($"Addresses.{parent}.City", city), ($"Addresses.{parent}.Country", "NL"),
    ];

    private static async Task<Browser> SignedInAsync(Shop shop, string email)
    {
        await shop.CustomerAsync(email);
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = (await shop.Door("browser").SignInAsync(email, Shop.GoodPassword)).Session!;
        return browser;
    }

    [Fact]
    public async Task The_settings_lead_to_every_short_page_and_say_what_is_set()
    {
        var browser = await SignedInAsync(platform.Aurora, "leads@example.com");
        var page = await browser.GetAsync("/account/settings");

        Assert.Equal(
            [
                "/account/details", "/account/addresses", "/account/preferences", "/account/email", "/account/password", "/account/passkeys",
                "/account/sessions", "/account/export", "/account/delete",
            ],
            page.Page.QuerySelectorAll("main .card a").Select(link => link.GetAttribute("href")));
        Assert.Contains("leads@example.com", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
        foreach (var link in page.Page.QuerySelectorAll("main .card a"))
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link.GetAttribute("href")!)).Status);
        }
    }

    [Fact]
    public async Task Same_as_billing_saves_one_address_as_both_and_stays_ticked_until_they_differ()
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var browser = await SignedInAsync(shop, "same@example.com");
            var page = await browser.GetAsync("/account/addresses");
            Assert.False(IsTicked(page));

            await browser.SubmitFormAsync(
                page, "addresses", [.. Address("DefaultBilling", "Delft"), .. Address("DefaultShipping", "Gouda"), (SameAsBilling, "true")]);
            var same = (await shop.FindCustomerAsync("same@example.com"))!;
            var again = await browser.GetAsync("/account/addresses");
            Assert.Equal(("Delft", same.DefaultBilling), (same.DefaultShipping!.City, same.DefaultShipping));
            Assert.True(IsTicked(again));

            await browser.SubmitFormAsync(again, "addresses", [(SameAsBilling, null), .. Address("DefaultShipping", "Gouda")]);
            var apart = (await shop.FindCustomerAsync("same@example.com"))!;
            Assert.Equal(("Delft", "Gouda"), (apart.DefaultBilling!.City, apart.DefaultShipping!.City));
            Assert.False(IsTicked(await browser.GetAsync("/account/addresses")));
        }
    }

    [Fact]
    public async Task Same_as_billing_reports_a_problem_once_and_hides_the_other_address_without_script()
    {
        var browser = await SignedInAsync(platform.Aurora, "once@example.com");

        var refused = await browser.SubmitFormAsync(
            await browser.GetAsync("/account/addresses"), "addresses", [.. Address("DefaultBilling", ""), (SameAsBilling, "true")]);

        Assert.Equal("#defaultbilling-city", Assert.Single(refused.Page.QuerySelectorAll("main .alert a")).GetAttribute("href"));
        Assert.True(IsTicked(refused));
        Assert.Contains("[data-shipping] { display: none; }", StyleSheet.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_chosen_in_the_settings_and_the_page_returns_in_it()
    {
        var browser = await SignedInAsync(platform.Aurora, "speaks@example.com");

        var saved = await browser.SubmitFormAsync(await browser.GetAsync("/account/preferences"), "language", ("Input.Language", "de"));

        Assert.Equal((HttpStatusCode.SeeOther, "/account/preferences?saved=language"), (saved.Status, saved.Location));
        var page = await browser.GetAsync(saved.Location!);
        Assert.Equal("de", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.Page.QuerySelector("main .note.good"));
        Assert.Equal("de", (await platform.Aurora.FindCustomerAsync("speaks@example.com"))!.Language);
    }

    private static bool IsTicked(BrowserAnswer page) => page.Page.QuerySelector<IHtmlInputElement>($"[name='{SameAsBilling}']")!.IsChecked;
}
