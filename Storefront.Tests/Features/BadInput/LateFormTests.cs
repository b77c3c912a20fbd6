using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>Expired forms: with an old antiforgery token, after sign-out, after the account was deleted. Nothing is executed, and what was
/// typed is kept.</summary>
public sealed partial class LateFormTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Details = "/account/details";
    private const string Addresses = "/account/addresses";
    private static readonly (string, string?)[] Typed = [
        ("Profile.Firstname", "Typed"), ("Profile.Lastname", "Before"), ("Profile.Phone", "0201234567")
    ];

    private async Task<Browser> SignedInAsync(string email)
    {
        if (await platform.Aurora.FindCustomerAsync(email) is null)
        {
            await platform.Aurora.CustomerAsync(email);
        }

        var browser = platform.Aurora.NewBrowser();
        await SignInAsync(browser, email);
        return browser;
    }

    private static async Task<string?> SignInAsync(Browser browser, string email, string address = "/account/sign-in") =>
        (await browser.SubmitAsync(await browser.GetAsync(address), ("Email", email), ("Password", Shop.GoodPassword))).Location;

    private async Task SignOutAsync(Browser browser)
    {
        await new BrowserDoor(platform.Aurora).SignOutAsync(browser.Cookies["__Host-session"]);
        browser.Cookies.Remove("__Host-session");
    }

    private static string? Shown(BrowserAnswer page, string id) => page.Page.QuerySelector($"#{id}")?.GetAttribute("value");

    [Fact]
    public async Task An_expired_token_shows_the_profile_again_as_it_was_typed()
    {
        var browser = await SignedInAsync("expired-token@example.com");
        var page = await browser.GetAsync(Details);

        var answer =
            await platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "profile", [.. Typed, ("__RequestVerificationToken", "expired")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
        Assert.Equal("Typed", Shown(answer, "firstname"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(answer, "profile")).Status);
        Assert.Equal("Typed", (await platform.Aurora.FindCustomerAsync("expired-token@example.com"))!.Firstname);
    }

    [Fact]
    public async Task An_expired_token_keeps_a_registrations_typed_values_except_the_password()
    {
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.GetAsync("/account/register");

        var answer = await platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "register",
            ("Input.Email", "newcomer@example.com"), ("Input.Firstname", "Nora"), ("Input.Password", Shop.GoodPassword),
            ("Input.PasswordConfirmation", Shop.GoodPassword), ("__RequestVerificationToken", "expired")));

        Assert.Equal(("newcomer@example.com", "Nora"), (Shown(answer, "email"), Shown(answer, "firstname")));
        Assert.DoesNotContain(Shop.GoodPassword, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_and_in_again_the_form_is_as_it_was_typed()
    {
        var browser = await SignedInAsync("signed-out@example.com");
        var page = await browser.GetAsync(Details);
        await SignOutAsync(browser);

        var late = await platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "profile", Typed));
        Assert.Contains("nothing was saved", (await browser.GetAsync(late.Location!)).Main, StringComparison.Ordinal);
        Assert.Equal(Details, await SignInAsync(browser, "signed-out@example.com", late.Location!));
        var again = await browser.GetAsync(Details);

        Assert.Equal("Typed", Shown(again, "firstname"));
        Assert.NotNull(again.Page.QuerySelector("[role=alert]"));
        Assert.Null(Shown(await browser.GetAsync(Details), "firstname"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(again, "profile")).Status);
        Assert.Equal("Typed", (await platform.Aurora.FindCustomerAsync("signed-out@example.com"))!.Firstname);
    }

    [Fact]
    public async Task Typed_values_are_shown_to_no_other_customer_and_passwords_are_not_kept()
    {
        var browser = await SignedInAsync("typed-first@example.com");
        await platform.Aurora.CustomerAsync("signs-in-next@example.com");
        var profile = await browser.GetAsync(Details);
        var address = await browser.GetAsync("/account/email");
        await SignOutAsync(browser);

        await browser.SubmitFormAsync(profile, "profile", Typed);
        await SignInAsync(browser, "signs-in-next@example.com");
        Assert.Null(Shown(await browser.GetAsync(Details), "firstname"));
        await SignOutAsync(browser);

        await browser.SubmitFormAsync(address, "change-email", ("Input.Email", "moved@example.com"), ("Input.CurrentPassword", Shop.GoodPassword));
        await SignInAsync(browser, "typed-first@example.com");
        var again = await browser.GetAsync("/account/email");
        Assert.Equal("moved@example.com", Shown(again, "email"));
        Assert.DoesNotContain(Shop.GoodPassword, again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_forms_on_a_page_the_expired_one_says_so_and_keeps_its_code()
    {
        var browser = await SignedInAsync("two-forms@example.com");
        await browser.SubmitFormAsync(
            await browser.GetAsync("/account/email"), "change-email", ("Input.Email", "next-of-two@example.com"),
            ("Input.CurrentPassword", Shop.GoodPassword));

        var answer = await platform.UnchangedAsync(async () =>
            await browser.SubmitFormAsync(
                await browser.GetAsync("/account/email"), "verify-email-change", ("Code.Token", "12 34 56"),
                ("__RequestVerificationToken", "expired")));

        Assert.Equal((HttpStatusCode.BadRequest, "12 34 56"), (answer.Status, Shown(answer, "token")));
        Assert.Equal(
            "verify-email-change",
            answer.Page.QuerySelector("main [role=alert]")!.Closest("form")!.QuerySelector("[name=_handler]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Values_posted_by_another_site_are_not_put_into_a_form()
    {
        var browser = platform.Aurora.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "register", ["Input.Email"] = "thief@example.com" }),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        var answer = await platform.Client(platform.Aurora.Host).SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("thief@example.com", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(browser.Cookies);
    }

    [Theory, InlineData("GET", Details), InlineData("POST", Details), InlineData("POST", Addresses), InlineData("GET", "/account/orders"),
        InlineData("POST", "/account/delete")]
    public async Task Going_back_after_the_deletion_says_that_the_account_is_deleted(string method, string address)
    {
        var email = $"gone-{method}-{address.Length}@example.com";
        var browser = await SignedInAsync(email);
        var before = await browser.GetAsync(address);
        Assert.Equal(
            HttpStatusCode.SeeOther, (await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword))).Status);

        var answer = await platform.UnchangedAsync(() => method == "GET" ? browser.GetAsync(address) : browser.SubmitAsync(before));

        Assert.Equal("/account/deleted", answer.Location);
        await platform.Aurora.CustomerAsync(email);
        await SignInAsync(browser, email);
        browser.Cookies.Remove("__Host-session");
        Assert.StartsWith("/account/sign-in", (await browser.GetAsync(address)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_in_again_addresses_are_as_they_were_typed_for_a_quarter_of_an_hour()
    {
        foreach (var (minutes, city) in new[] { (14, (string?)"Utrecht"), (16, null) })
        {
            using var own = new TestPlatform();
            await own.Aurora.CustomerAsync("kept@example.com");
            var browser = own.Aurora.NewBrowser();
            await SignInAsync(browser, "kept@example.com");
            var page = await browser.GetAsync(Addresses);
            await new BrowserDoor(own.Aurora).SignOutAsync(browser.Cookies["__Host-session"]);
            await own.UnchangedAsync(() => browser.SubmitFormAsync(
                page, "addresses", ("Addresses.DefaultShipping.City", "Utrecht"), ("Addresses.DefaultShipping.Country", "BE")));

            own.Clock.Turn(TimeSpan.FromMinutes(minutes));
            await SignInAsync(browser, "kept@example.com");

            Assert.Equal(city, Shown(await browser.GetAsync(Addresses), "defaultshipping-city"));
        }
    }
}
