using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Home;

/// <summary>The first page of the account: the last order, what is missing, and the way everywhere else.</summary>
public sealed class AccountHomeTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static async Task<Browser> SignedInAsync(Shop shop, string email)
    {
        if (await shop.FindCustomerAsync(email) is null)
        {
            await shop.CustomerAsync(email);
        }

        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = (await shop.Door("browser").SignInAsync(email, Shop.GoodPassword)).Session!;
        return browser;
    }

    [Fact]
    public async Task The_newest_order_of_this_shop_is_shown_with_state_parcel_and_invoice()
    {
        const string email = "last-order@example.com";
        var order = platform.Aurora.Order(email, "H-3", "Teapot", total: 3000);
        (order.InvoiceUrl, order.TrackingUrl) = ("https://invoices.example/3", "https://parcels.example/3");
        await platform.Aurora.AddAsync(
            platform.Aurora.Order(email, "H-2", total: 2000), order, platform.Aurora.Order("other@example.com", "H-4", total: 4000));
        await platform.Birch.AddAsync(platform.Birch.Order(email, "H-5", total: 5000));

        var page = await (await SignedInAsync(platform.Aurora, email)).GetAsync("/account");

        Assert.All(["H-3", "Completed", "1 × Teapot", "€30.00", "INV-H-3"], text => Assert.Contains(text, page.Main, StringComparison.Ordinal));
        Assert.All(["H-2", "H-4", "H-5"], text => Assert.DoesNotContain(text, page.Main, StringComparison.Ordinal));
        Assert.Equal(
            ["https://invoices.example/3", "https://parcels.example/3"],
            page.Page.QuerySelectorAll("main a[rel~=noopener]").Select(link => link.GetAttribute("href")));
        Assert.Equal($"/account/orders/{order.Id}", page.Page.QuerySelector("main .summary a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Without_an_order_it_says_so()
    {
        var page = await (await SignedInAsync(platform.Birch, "no-order@example.com")).GetAsync("/account");

        Assert.NotNull(page.Page.QuerySelector("main .empty"));
        Assert.Null(page.Page.QuerySelector("main .summary"));
    }

    [Fact]
    public async Task What_is_missing_is_named_until_it_is_there()
    {
        const string email = "incomplete@example.com";
        var session = (await platform.Aurora.Door("browser").RegisterAsync(email, Shop.GoodPassword)).Session!;
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = session;

        var registered = await browser.GetAsync("/account");
        await platform.Aurora.Door("browser").VerifyAsync(await platform.Aurora.NewestLinkAsync(email), session);
        await platform.Aurora.Door("browser").DoAsync(
            session, AccountOperation.UpdateProfile, ("firstname", "Ann"), ("lastname", "Bee"), ("phone", "+31201234567"));
        platform.Clock.Turn(TimeSpan.FromMinutes(11));
        var later = await browser.GetAsync("/account");

        Assert.Equal(["/account/verify-email", "/account/details", "/account/passkeys"], Tiles(registered));
        Assert.Equal(["/account/passkeys"], Tiles(later));

        static IEnumerable<string?> Tiles(BrowserAnswer page) =>
            page.Page.QuerySelectorAll("main .tiles a").Select(link => link.GetAttribute("href"));
    }

    [Fact]
    public async Task The_navigation_is_on_every_page_of_the_account_and_marks_where_one_is()
    {
        const string email = "navigates@example.com";
        var order = platform.Aurora.Order(email, "N-1");
        await platform.Aurora.AddAsync(order);
        var browser = await SignedInAsync(platform.Aurora, email);

        foreach (var (path, current, mark) in new[]
        {
            ("/account", "/account", "page"), ("/account/orders", "/account/orders", "page"),
            ($"/account/orders/{order.Id}", "/account/orders", "true"),
            ("/account/addresses", "/account/addresses", "page"), ("/account/settings", "/account/settings", "page"),
            ("/account/password", "/account/settings", "true"), ("/account/delete", "/account/settings", "true"),
        })
        {
            var page = await browser.GetAsync(path);
            var marked = Assert.Single(page.Page.QuerySelectorAll(".rail [aria-current]"));
            Assert.Equal((current, mark), (marked.GetAttribute("href"), marked.GetAttribute("aria-current")));
            Assert.NotNull(page.Page.QuerySelector(".rail a[href='/account/sign-out']"));
        }

        Assert.Null((await browser.GetAsync("/")).Page.QuerySelector(".rail"));
        Assert.Null((await platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Page.QuerySelector(".rail"));
    }
}
