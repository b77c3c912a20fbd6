using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Forms;

/// <summary>A password manager that changes the shown address does no harm, and what the form says about it is true.</summary>
public sealed class ChangedAddressTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Changed = "The address was changed.";
    private const string Another = "was opened in this browser";
    private static int _number;

    private async Task<(string Email, Browser Browser, BrowserAnswer Form)> OpenAsync()
    {
        var email = $"Jane.Doe{Interlocked.Increment(ref _number)}@example.com";
        var link = await platform.Aurora.InviteAsync(email);
        var browser = platform.Aurora.NewBrowser();
        return (email, browser, await browser.OpenAsync(link.Address.PathAndQuery));
    }

    private static Task<BrowserAnswer> SendAsync(Browser browser, BrowserAnswer form, string email, string password = Shop.GoodPassword) =>
        browser.SubmitAsync(form, ("Email", email), ("Password", password), ("PasswordConfirmation", password));

    private static string Alert(BrowserAnswer page) => page.Page.QuerySelector("[role=alert]")?.TextContent ?? "";

    [Theory, InlineData("{lower}"), InlineData("{upper}"), InlineData(" {0} "), InlineData("{0}\t"), InlineData("\u00a0{0}"), InlineData("{spaced}")]
    public async Task The_same_address_written_another_way_is_the_same(string written)
    {
        var (email, browser, form) = await OpenAsync();

        var typed = written.Replace("{0}", email, StringComparison.Ordinal)
            .Replace("{lower}", email.ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{upper}", email.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{spaced}", email.Replace("@", " @ ", StringComparison.Ordinal), StringComparison.Ordinal);
        var accepted = await SendAsync(browser, form, typed);

        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (accepted.Status, accepted.Location));
        Assert.Contains(email, (await browser.GetAsync("/account")).Main, StringComparison.Ordinal);
    }

    [Theory, InlineData("somebody.else@example.com"), InlineData("jane"), InlineData(""), InlineData("jane@example.com, joe@example.com")]
    public async Task Another_address_is_put_back_and_the_password_is_kept_unread(string other)
    {
        var (email, browser, form) = await OpenAsync();

        var told = await platform.UnchangedAsync(() => SendAsync(browser, form, other));
        var accepted = await browser.SubmitAsync(told);

        Assert.Equal("Welcome to Aurora Coffee", told.Heading);
        Assert.Contains(Changed, Alert(told), StringComparison.Ordinal);
        Assert.Contains("password you typed is kept", Alert(told), StringComparison.Ordinal);
        Assert.DoesNotContain(Another, told.Main, StringComparison.Ordinal);
        Assert.Equal(email, told.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.DoesNotContain(Shop.GoodPassword, told.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (accepted.Status, accepted.Location));
        Assert.True((await platform.Aurora.Door("API").SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task A_kept_password_gives_way_to_one_that_is_typed_and_to_every_rule()
    {
        var (email, browser, form) = await OpenAsync();
        var told = await SendAsync(browser, form, "else@example.com", "short");

        var refused = await browser.SubmitAsync(told);
        Assert.NotNull(refused.Problem("password"));
        told = await SendAsync(browser, refused, "else@example.com");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(browser, told, email, "another-horse-battery-staple")).Status);
        Assert.False((await platform.Aurora.Door("API").SignInAsync(email, Shop.GoodPassword)).IsDone);
    }

    [Fact]
    public async Task A_kept_password_is_forgotten_after_half_an_hour()
    {
        using var own = new TestPlatform();
        var browser = own.Aurora.NewBrowser();
        var form = await browser.OpenAsync((await own.Aurora.InviteAsync("jane@example.com")).Address.PathAndQuery);
        var told = await SendAsync(browser, form, "else@example.com");
        own.Clock.Turn(TimeSpan.FromMinutes(31));

        Assert.NotNull((await own.UnchangedAsync(() => browser.SubmitAsync(told))).Problem("password"));
    }

    [Fact]
    public async Task Another_invitation_is_named_only_when_one_was_opened_that_works()
    {
        var (email, browser, form) = await OpenAsync();
        await browser.OpenAsync("/account/accept-invitation?token=mistyped");
        Assert.Equal("/account", (await SendAsync(browser.Copy(), form, email)).Location);

        var (_, second, older) = await OpenAsync();
        var other = await platform.Aurora.InviteAsync("works@example.com");
        await second.OpenAsync(other.Address.PathAndQuery);
        var told = await platform.UnchangedAsync(() => SendAsync(second, older, "else@example.com"));

        Assert.Contains("Another invitation " + Another, Alert(told), StringComparison.Ordinal);
        Assert.DoesNotContain(Changed, told.Main, StringComparison.Ordinal);
        Assert.Equal("works@example.com", told.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.NotNull((await platform.UnchangedAsync(() => second.SubmitAsync(told))).Problem("password"));
    }

    [Fact]
    public async Task A_newer_link_for_the_same_address_takes_the_place_of_the_older_one()
    {
        var (email, browser, form) = await OpenAsync();
        var id = (await platform.Aurora.FindCustomerAsync(email))!.Id;
        await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id });
        await browser.OpenAsync((await platform.Aurora.NewestLinkAsync(email)).Address.PathAndQuery);

        Assert.Equal("/account", (await SendAsync(browser, form, email)).Location);
    }

    [Fact]
    public async Task A_form_that_does_not_say_what_it_was_shown_for_is_told_no_cause()
    {
        var (email, browser, form) = await OpenAsync();

        var told = await platform.UnchangedAsync(() => browser.SubmitFormAsync(form, "accept-invitation",
            ("HeldLink", null), ("Input.Email", "else@example.com"),
            ("Input.Password", Shop.GoodPassword), ("Input.PasswordConfirmation", Shop.GoodPassword)));

        Assert.Contains("not the one this link is for", Alert(told), StringComparison.Ordinal);
        Assert.Equal(email, told.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.NotNull((await platform.UnchangedAsync(() => browser.SubmitAsync(told))).Problem("password"));
    }

    [Theory, InlineData("/account/reset-password"), InlineData("/account/verify-email"), InlineData("/account/stop-email-change")]
    public async Task Every_page_of_a_mailed_link_puts_the_address_back(string path)
    {
        var link = await Middleware.BentLinkTests.MailAsync(platform.Aurora, path);
        var browser = platform.Aurora.NewBrowser();
        var form = await browser.OpenAsync(link.Address.PathAndQuery);

        var told = await platform.UnchangedAsync(() => SendAsync(browser, form, "else@example.com"));
        var done = await browser.SubmitAsync(told);

        Assert.Contains(Changed, Alert(told), StringComparison.Ordinal);
        Assert.True(done.Status == HttpStatusCode.SeeOther || done.Heading == "Your address is confirmed");
    }
}
