using System.Net;
using System.Text.RegularExpressions;
using Storefront.Tests.Features.Orders;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web;

/// <summary>What pages say about themselves is true, said once, and readable where it wraps.</summary>
public sealed partial class PageWordingTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private TestPlatform Platform => shop.Platform;

    [Theory, InlineData("en"), InlineData("nl"), InlineData("de"), InlineData("fr")]
    public async Task The_word_e_mail_never_breaks_at_its_hyphen(string language)
    {
        foreach (var path in new[] { "/", "/account/sign-in", "/account/register", "/account/forgot-password", "/account", "/account/settings",
            "/account/details", "/account/preferences", "/account/email", "/account/delete", "/account/export", "/account/orders", "/nothing/here" })
        {
            var browser = path.StartsWith("/account", StringComparison.Ordinal) ? shop.SignedIn() : Platform.Aurora.NewBrowser();
            browser.Cookies["__Host-language"] = language;
            var page = await browser.GetAsync(path);

            Assert.DoesNotMatch(BreakableMail(), page.Page.DocumentElement.TextContent);
        }

        var visitor = Platform.Birch.NewBrowser();
        visitor.Cookies["__Host-language"] = language;
        Assert.Contains("\u2011", (await visitor.GetAsync("/account/register")).Page.QuerySelector("label[for=email]")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_mail_the_HTML_keeps_the_word_together_and_the_plain_text_stays_plain()
    {
        await Platform.Aurora.CustomerAsync("wording@example.com");
        var door = Platform.Aurora.Door("API");
        var session = (await door.SignInAsync("wording@example.com", Shop.GoodPassword)).Session!;
        await door.DoAsync(session, AccountOperation.ChangeEmail, ("email", "wording-new@example.com"), ("current_password", Shop.GoodPassword));
        var mails = (await Platform.MailsAsync()).Where(mail => mail.To.StartsWith("wording", StringComparison.Ordinal)).ToList();

        Assert.Contains(mails, mail => mail.Html.Contains("e&#x2011;mail", StringComparison.OrdinalIgnoreCase)
            || mail.Html.Contains("e\u2011mail", StringComparison.OrdinalIgnoreCase));
        Assert.All(mails, mail => Assert.DoesNotMatch(BreakableMail(), WebUtility.HtmlDecode(mail.Html)));
        Assert.All(mails, mail => Assert.DoesNotContain('\u2011', mail.Text + mail.Subject));
    }

    [Fact]
    public async Task An_address_in_a_sentence_is_the_address_letter_by_letter()
    {
        await Platform.Aurora.CustomerAsync("my.e-mail.address@example.com");
        var browser = Platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await Platform.Aurora.Door("browser").SignInAsync(
            "my.e-mail.address@example.com", Shop.GoodPassword)).Session!;

        var page = await browser.GetAsync("/account");

        Assert.Contains("You are signed in as my.e-mail.address@example.com.", page.Main, StringComparison.Ordinal);
        Assert.Contains("my<wbr />.e-mail<wbr />.address<wbr />@example<wbr />.com.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account/orders", "Sign in to see your orders.")]
    [InlineData("/account/orders?q=A-0042", "Sign in to see your orders.")]
    [InlineData("/account/orders/1", "Sign in to see your orders.")]
    [InlineData("/account/export", "Sign in to download your data.")]
    [InlineData("/account/settings", "Sign in to see your settings.")]
    [InlineData("/account/details", "Sign in to see your settings.")]
    [InlineData("/account/sessions", "Sign in to see where you are signed in.")]
    [InlineData("/account", "Sign in to see your account.")]
    public async Task A_private_page_says_why_it_asks_to_sign_in(string path, string why)
    {
        foreach (var at in new[] { Platform.Aurora, Platform.Birch })
        {
            var page = await at.NewBrowser().OpenAsync(path);

            Assert.Equal(at == Platform.Aurora ? why : null,
                page.Page.QuerySelectorAll("main .note").Select(note => note.TextContent).SingleOrDefault(text => text == why));
            Assert.Single(page.Page.QuerySelectorAll("main .note"));
        }
    }

    [Theory, InlineData(""), InlineData("?return=https://evil.example/account/orders"), InlineData("?return=//account"),
    InlineData("?notice=nothing"), InlineData("?return=")]
    public async Task Nothing_is_said_where_no_page_asked(string query) =>
        Assert.Empty((await Platform.Aurora.NewBrowser().GetAsync("/account/sign-in" + query)).Page.QuerySelectorAll("main .note"));

    [Fact]
    public async Task After_a_deletion_the_account_says_so_once()
    {
        await Platform.Aurora.CustomerAsync("gone@example.com");
        var browser = Platform.Aurora.NewBrowser();
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", "gone@example.com"), ("Password", Shop.GoodPassword));
        await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword));

        Assert.Equal("/account/deleted", (await browser.GetAsync("/account/settings")).Location);
        Assert.Equal("/account/deleted", (await browser.GetAsync("/account")).Location);
        Assert.Equal("/account/sign-in?return=%2Faccount", (await browser.GetAsync("/account")).Location);
    }

    [Fact]
    public async Task The_delete_page_offers_the_download_before_anything_is_asked()
    {
        var page = await shop.SignedIn().GetAsync("/account/delete");

        var offer = page.Text.IndexOf("href=\"/account/export\"", StringComparison.Ordinal);
        Assert.InRange(offer, 1, page.Text.IndexOf("type=\"password\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task To_decline_is_not_the_primary_button()
    {
        var browser = Platform.Aurora.NewBrowser();
        await browser.OpenAsync((await Platform.Aurora.InviteAsync("declines@example.com")).Address.PathAndQuery);

        var page = await browser.GetAsync("/account/accept-invitation?way=decline");

        Assert.Equal("quiet", page.Page.QuerySelector("main form button")!.ClassName);
    }

    [Fact]
    public async Task Two_devices_of_the_same_name_are_told_apart_by_their_first_use()
    {
        await Platform.Aurora.CustomerAsync("twins@example.com");
        var here = Platform.Aurora.NewBrowser();
        foreach (var browser in new[] { Platform.Aurora.NewBrowser(), here })
        {
            browser.Headers["User-Agent"] = "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0";
            await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", "twins@example.com"), ("Password", Shop.GoodPassword));
            Platform.Clock.Turn(TimeSpan.FromMinutes(90));
        }

        var page = await here.GetAsync("/account/sessions");

        var names = page.Page.QuerySelectorAll("tbody th").Select(name => name.TextContent.Trim())
            .Where(name => name.StartsWith("Firefox", StringComparison.Ordinal)).ToList();
        var buttons = page.Page.QuerySelectorAll("tbody button").Select(button => button.GetAttribute("aria-label"))
            .Where(name => name!.Contains("Firefox", StringComparison.Ordinal)).ToList();
        Assert.Equal((2, 2), (names.Distinct().Count(), buttons.Distinct().Count()));
        Assert.All(names, name => Assert.Contains("Firefox on Windows, since ", name, StringComparison.Ordinal));
        Assert.Equal(["Unknown device (An app)"], page.Page.QuerySelectorAll("tbody th").Select(name => name.TextContent.Trim())
            .Where(name => !name.StartsWith("Firefox", StringComparison.Ordinal)));
    }

    [Theory, InlineData("nl", "Bewijs van verwijdering"), InlineData("en", "Receipt")]
    public async Task A_receipt_of_a_deletion_has_the_name_a_lawyer_gives_it(string language, string heading)
    {
        var email = $"receipt-{language}@example.com";
        await Platform.Birch.CustomerAsync(email);
        var browser = Platform.Birch.NewBrowser();
        browser.Cookies["__Host-language"] = language;
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", Shop.GoodPassword));
        var deleted = await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword));

        var page = await browser.GetAsync(deleted.Location!);

        Assert.Contains(heading, page.Page.QuerySelectorAll("h2").Select(part => part.TextContent));
        Assert.DoesNotContain("ntvangstbewijs", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_invoice_is_promised_nowhere()
    {
        await Platform.Aurora.CustomerAsync("no-orders@example.com");
        var browser = Platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await Platform.Aurora.Door("browser").SignInAsync("no-orders@example.com", Shop.GoodPassword)).Session!;

        Assert.DoesNotContain("invoice", (await browser.GetAsync("/account")).Main, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("invoice", (await Platform.Aurora.NewBrowser().GetAsync("/")).Main, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_exported_page_names_every_value_for_a_narrow_screen()
    {
        var page = (await shop.SignedIn().GetAsync("/account/export.html")).Page;

        Assert.NotEmpty(page.QuerySelectorAll("td"));
        Assert.All(page.QuerySelectorAll("td"), cell => Assert.NotEqual("", cell.GetAttribute("data-label") ?? ""));
        Assert.Contains("max-width: 40rem", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [GeneratedRegex("[eE]-[mM]ail")]
    private static partial Regex BreakableMail();
}
