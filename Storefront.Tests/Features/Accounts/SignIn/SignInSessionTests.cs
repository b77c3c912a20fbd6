using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class SignInSessionTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Session = "__Host-session";

    public static TheoryData<string> NastyAddresses =>
    [
        "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "/\r\nLocation: https://evil.example",
        "javascript:alert(1)", "http:evil.example", "evil.example", "/account/\u2025/evil", "\u2044\u2044evil.example", " /account/settings",
        "/%0d%0a\\evil", "", "?x", "@evil.example",
    ];

    private async Task<Browser> SignedInAsync(string email)
    {
        if (await platform.Aurora.FindCustomerAsync(email) is null)
        {
            await platform.Aurora.CustomerAsync(email);
        }

        var browser = platform.Aurora.NewBrowser();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(browser, email)).Status);
        return browser;
    }

    private static async Task<BrowserAnswer> SignInAsync(Browser browser, string email, string query = "", string password = Shop.GoodPassword) =>
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in" + query), ("Email", email), ("Password", password));

    [Fact]
    public async Task The_cookie_is_for_this_host_and_ends_with_the_browser()
    {
        await platform.Aurora.CustomerAsync("cookie@example.com");

        var answer = await SignInAsync(platform.Aurora.NewBrowser(), "cookie@example.com");

        var cookie = answer.Response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(Session, StringComparison.Ordinal));
        Assert.All(["httponly", "secure", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(["domain", "expires", "max-age"], part => Assert.DoesNotContain(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("no-store", answer.Response.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task Signing_in_again_opens_a_new_session_and_ends_the_old_one()
    {
        var browser = await SignedInAsync("again@example.com");
        var other = await SignedInAsync("again@example.com");
        var former = browser.Cookies[Session];

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(browser, "again@example.com")).Status);

        Assert.NotEqual(former, browser.Cookies[Session]);
        var door = platform.Aurora.Door("browser");
        Assert.False(await door.IsSignedInAsync(former));
        Assert.True(await door.IsSignedInAsync(browser.Cookies[Session]));
        Assert.True(await door.IsSignedInAsync(other.Cookies[Session]));
    }

    [Fact]
    public async Task A_session_planted_in_the_browser_beforehand_is_not_used()
    {
        await platform.Aurora.CustomerAsync("fixated@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies[Session] = new string('A', 43);

        await SignInAsync(browser, "fixated@example.com");

        Assert.NotEqual(new string('A', 43), browser.Cookies[Session]);
        Assert.False(await platform.Aurora.Door("browser").IsSignedInAsync(new string('A', 43)));
    }

    [Fact]
    public async Task Cookie_and_bearer_token_are_not_interchangeable()
    {
        var browser = await SignedInAsync("kinds@example.com");
        var bearer = (await platform.Aurora.Door("API").SignInAsync("kinds@example.com", Shop.GoodPassword)).Session!;

        Assert.False(await platform.Aurora.Door("API").IsSignedInAsync(browser.Cookies[Session]));
        Assert.False(await platform.Aurora.Door("browser").IsSignedInAsync(bearer));
        var cookieAtApi = await browser.PostAsync("/api/services/webshop/v1/customer/profile/get", []);
        Assert.Equal(HttpStatusCode.Unauthorized, cookieAtApi.Status);
    }

    [Theory, MemberData(nameof(NastyAddresses))]
    public async Task Signing_in_never_redirects_to_another_site(string address)
    {
        await SignedInAsync("returning@example.com");

        var answer = await SignInAsync(platform.Aurora.NewBrowser(), "returning@example.com", "?return=" + Uri.EscapeDataString(address));

        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task A_visitor_of_a_protected_page_returns_to_it_after_signing_in()
    {
        await SignedInAsync("returning@example.com");
        var browser = platform.Aurora.NewBrowser();
        var closed = await browser.GetAsync("/account/orders?page=2");

        var signedIn =
            await browser.SubmitAsync(await browser.GetAsync(closed.Location!), ("Email", "returning@example.com"), ("Password", Shop.GoodPassword));

        Assert.Equal("/account/orders?page=2", signedIn.Location);
    }

    [Theory]
    [InlineData("wrong-horse-battery-staple", "nobody@example.com")]
    [InlineData("secret <b>typed</b> password", "not an address")]
    public async Task A_refused_form_keeps_the_address_and_never_the_password(string password, string email)
    {
        var answer = await platform.UnchangedAsync(() => SignInAsync(platform.Aurora.NewBrowser(), email, password: password));

        Assert.Equal(email, answer.Page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Null(answer.Page.QuerySelector("#password")!.GetAttribute("value"));
        Assert.DoesNotContain(password, WebUtility.HtmlDecode(answer.Text), StringComparison.Ordinal);
        Assert.NotNull(answer.Page.QuerySelector("[role=alert]"));
        Assert.NotNull(answer.Problem("email"));
    }
}
