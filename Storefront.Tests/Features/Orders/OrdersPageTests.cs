using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders;

public sealed class OrdersPageTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private static List<string> Numbers(BrowserAnswer page) => [.. page.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent)];

    [Fact]
    public async Task The_page_lists_what_the_api_lists()
    {
        Assert.Equal(await shop.Platform.Aurora.Door("API").OrdersAsync(shop.Bearer), await shop.Platform.Aurora.Door("browser").OrdersAsync(shop.Cookie));
    }

    [Fact]
    public async Task Walking_from_page_to_page_shows_every_order_once()
    {
        var browser = shop.SignedIn();
        var page = await browser.GetAsync("/account/orders");
        var seen = Numbers(page);
        while (page.Page.QuerySelectorAll(".pager a").FirstOrDefault(link => link.TextContent == "Older")?.GetAttribute("href") is { } older)
        {
            page = await browser.GetAsync(older);
            seen.AddRange(Numbers(page));
        }

        Assert.Equal(Enumerable.Range(0, OrderedShop.Count).Select(place => OrderedShop.Number(OrderedShop.Count - place)), seen);
    }

    [Theory]
    [InlineData("abc"), InlineData("-1"), InlineData("0"), InlineData("1.5"), InlineData("99999999999999999999"), InlineData("1000000"), InlineData("1000"), InlineData("%00"), InlineData(""), InlineData("<script>")]
    public async Task A_page_number_that_is_none_is_the_first_page(string number)
    {
        var page = await shop.SignedIn().GetAsync("/account/orders?page=" + number);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(OrderedShop.Number(OrderedShop.Count), Numbers(page).FirstOrDefault());
    }

    [Fact]
    public async Task A_customer_without_orders_is_told_so()
    {
        await shop.Platform.Aurora.CustomerAsync("no-orders@example.com");
        var browser = shop.Platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await shop.Platform.Aurora.Door("browser").SignInAsync("no-orders@example.com", Shop.GoodPassword)).Session!;

        Assert.Contains("There are no orders here yet", (await browser.GetAsync("/account/orders")).Main, StringComparison.Ordinal);
    }
}
