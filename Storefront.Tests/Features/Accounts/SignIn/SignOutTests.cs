using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class SignOutTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Session = "__Host-session";

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Signing_out_ends_this_session_for_every_copy_of_it_and_no_other(string name)
    {
        var email = $"out-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        await platform.Birch.CustomerAsync(email);
        var (door, elsewhere) = (platform.Aurora.Door(name), platform.Birch.Door(name));
        var (mine, other, birchs) = (
            (await door.SignInAsync(email, Shop.GoodPassword)).Session!, (await door.SignInAsync(email, Shop.GoodPassword)).Session!,
            (await elsewhere.SignInAsync(email, Shop.GoodPassword)).Session!);

        Assert.True((await door.SignOutAsync(mine)).IsDone);

        Assert.False(await door.IsSignedInAsync(mine));
        Assert.True(await door.IsSignedInAsync(other));
        Assert.True(await elsewhere.IsSignedInAsync(birchs));
    }

    [Fact]
    public async Task A_copied_cookie_is_refused_at_every_page()
    {
        await platform.Aurora.CustomerAsync("copied@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies[Session] = (await platform.Aurora.Door("browser").SignInAsync("copied@example.com", Shop.GoodPassword)).Session!;
        var copy = browser.Copy();

        var answer = await browser.SubmitAsync(await browser.GetAsync("/account"));

        Assert.DoesNotContain(Session, browser.Cookies.Keys);
        Assert.Contains("\"cache\"", answer.Response.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        foreach (var page in new[] { "/account", "/account/settings", "/account/orders", "/account/orders/1", "/account/delete" })
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await copy.GetAsync(page)).Status);
        }
    }

    [Fact]
    public async Task Opening_the_sign_out_page_only_asks()
    {
        await platform.Aurora.CustomerAsync("asks@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies[Session] = (await platform.Aurora.Door("browser").SignInAsync("asks@example.com", Shop.GoodPassword)).Session!;

        var page = await platform.UnchangedAsync(() => browser.GetAsync("/account/sign-out"));
        await platform.UnchangedAsync(() => browser.SendAsync(HttpMethod.Head, "/account/sign-out"));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("/account", page.Page.QuerySelector("main .back a")!.GetAttribute("href"));
        Assert.Null((await platform.Aurora.NewBrowser().GetAsync("/account/sign-out")).Page.QuerySelector("main .back a"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Signing_out_twice_ends_on_the_same_page()
    {
        await platform.Aurora.CustomerAsync("twice@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies[Session] = (await platform.Aurora.Door("browser").SignInAsync("twice@example.com", Shop.GoodPassword)).Session!;
        var page = await browser.GetAsync("/account");
        var doubleClick = browser.Copy();

        var first = await browser.SubmitAsync(page);
        var secondTab = await platform.UnchangedAsync(() => browser.SubmitAsync(page));
        var second = await platform.UnchangedAsync(() => doubleClick.SubmitAsync(page));

        Assert.All([first, secondTab, second], answer => Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?notice=signed-out"),
            (answer.Status, answer.Location)));
        Assert.Equal("You are signed out.", (await browser.OpenAsync(first.Location!)).Page.QuerySelector("[role=status]")!.TextContent);
        Assert.Null((await browser.GetAsync("/account/sign-in")).Page.QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task At_the_API_a_second_sign_out_is_unauthenticated()
    {
        var bearer = await platform.Aurora.CustomerAsync("api-twice@example.com");

        Assert.Equal("[]", (await platform.Aurora.Api(bearer).PostAsync("customer/auth/logout")).Data.GetRawText());
        var again = await platform.UnchangedAsync(() => platform.Aurora.Api(bearer).PostAsync("customer/auth/logout"));

        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await platform.UnchangedAsync(() => platform.Aurora.Api().PostAsync("customer/auth/logout"))).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await platform.UnchangedAsync(() => platform.Aurora.Api(platform.Aurora.Token).PostAsync("customer/auth/logout"))).Status);
    }
}
