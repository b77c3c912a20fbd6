using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Middleware;

/// <summary>A link that another site opens does not silently replace one for another address that the browser holds.</summary>
public sealed class MailedLinkChoiceTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Site = "Sec-Fetch-Site";
    private const string Mine = "mine@example.com";
    private const string Theirs = "theirs@example.com";
    private const string Choice = "/account/choose-link?page=";

    public static TheoryData<string, string> Pages => new()
    {
        { "/account/accept-invitation", "invitation" },
        { "/account/reset-password", "reset-password" },
        { "/account/verify-email", "verify-email" },
        { "/account/stop-email-change", "stop-email-change" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Another_sites_link_for_another_address_is_asked_about_and_moved_to_a_cookie(string path, string name)
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var browser = await HoldingAsync(shop, path);
            var held = browser.Cookies[$"__Host-{name}"];

            var landed = await FromAsync(browser, "cross-site", LinkTo(path, Theirs, "other-secret"));
            var page = await browser.GetAsync(landed.Location!);

            Assert.Equal((HttpStatusCode.SeeOther, Choice + name), (landed.Status, landed.Location));
            Assert.Equal(held, browser.Cookies[$"__Host-{name}"]);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(Mine, page.Main, StringComparison.Ordinal);
            Assert.Contains(Theirs, page.Main, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", string.Concat(browser.Cookies.Values), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Mine, "cross-site", true)]
    [InlineData("MINE@example.com", "cross-site", true)]
    [InlineData(Mine, null, true)]
    [InlineData(Theirs, "none", true)]
    [InlineData(Theirs, "same-origin", true)]
    [InlineData(Theirs, null, true)]
    [InlineData(Theirs, "cross-site", false)]
    [InlineData(null, "cross-site", false)]
    public async Task A_link_for_the_same_address_or_from_a_mail_program_works_at_once(string? email, string? site, bool atOnce)
    {
        foreach (var path in Pages.Select(row => (string)((object[])row)[0]))
        {
            var browser = await HoldingAsync(platform.Aurora, path);

            var landed = await FromAsync(browser, site, LinkTo(path, email, "fresh"));

            Assert.Equal(atOnce, landed.Location == path);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Without_a_valid_held_link_webmail_opens_links_at_once(string path, string name)
    {
        using var own = new TestPlatform();
        Assert.Equal(path, (await FromAsync(own.Aurora.NewBrowser(), "cross-site", LinkTo(path, Theirs, "t"))).Location);

        var browser = await HoldingAsync(own.Aurora, path);
        own.Clock.Turn(TimeSpan.FromMinutes(31));

        Assert.Equal(path, (await FromAsync(browser, "cross-site", LinkTo(path, Theirs, "t"))).Location);
        Assert.Equal(path, (await browser.GetAsync(Choice + name)).Location);
    }

    [Fact]
    public async Task Choosing_opens_the_new_link_or_keeps_the_old_one()
    {
        var (first, second) =
            (await platform.Aurora.InviteAsync("first-link@example.com"), await platform.Aurora.InviteAsync("second-link@example.com"));
        foreach (var (form, expected) in new[] { ("keep-link", first.Email), ("open-link", second.Email) })
        {
            var browser = platform.Aurora.NewBrowser();
            await browser.OpenAsync(first.Address.PathAndQuery);
            browser.Headers[Site] = "cross-site";
            var question = await browser.OpenAsync(second.Address.PathAndQuery);
            browser.Headers.Clear();

            var chosen = await browser.SubmitFormAsync(question, form);
            var page = await browser.GetAsync(chosen.Location!);

            Assert.Equal("/account/accept-invitation", chosen.Location);
            Assert.Equal(expected, page.Page.QuerySelector("#email")!.GetAttribute("value"));
            Assert.Equal("/account/accept-invitation", (await browser.GetAsync(question.Address)).Location);
        }
    }

    [Fact]
    public async Task A_form_for_another_link_opens_nothing()
    {
        const string path = "/account/accept-invitation";
        var browser = await HoldingAsync(platform.Aurora, path);
        var question = await browser.GetAsync((await FromAsync(browser, "cross-site", LinkTo(path, Theirs, "t"))).Location!);
        var held = browser.Cookies["__Host-invitation"];
        await FromAsync(browser, "cross-site", LinkTo(path, "third@example.com", "t"));

        var told = await browser.SubmitFormAsync(question, "open-link");

        Assert.Equal(HttpStatusCode.OK, told.Status);
        Assert.Contains("Another link was opened", told.Main, StringComparison.Ordinal);
        Assert.Contains("third@example.com", told.Main, StringComparison.Ordinal);
        Assert.Equal(held, browser.Cookies["__Host-invitation"]);
    }

    [Theory, InlineData("Call 555 0100 now"), InlineData("<b>bold</b>"), InlineData("a@b@c")]
    public async Task An_invalid_address_is_not_shown(string words)
    {
        const string path = "/account/reset-password";
        var browser = await HoldingAsync(platform.Aurora, path);

        var question = await browser.GetAsync((await FromAsync(browser, "cross-site", LinkTo(path, words, "t"))).Location!);

        Assert.Contains("Open the new link", question.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(words, question.Main, StringComparison.Ordinal);
    }

    [Theory, InlineData("/account/choose-link"), InlineData(Choice + "nothing"), InlineData(Choice)]
    public async Task A_choice_without_a_page_leads_to_the_front_page(string address) =>
        Assert.Equal("/", (await platform.Aurora.NewBrowser().GetAsync(address)).Location);

    private static string LinkTo(string path, string? email, string token) =>
        $"{path}?{(email is null ? "" : $"email={Uri.EscapeDataString(email)}&")}token={token}";

    private static async Task<Browser> HoldingAsync(Shop shop, string path)
    {
        var browser = shop.NewBrowser();
        Assert.Equal(path, (await browser.GetAsync(LinkTo(path, Mine, "my-secret"))).Location);
        return browser;
    }

    private static async Task<BrowserAnswer> FromAsync(Browser browser, string? site, string address)
    {
        if (site is not null)
        {
            browser.Headers[Site] = site;
        }

        var answer = await browser.GetAsync(address);
        browser.Headers.Clear();
        return answer;
    }
}
