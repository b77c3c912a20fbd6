using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders;

/// <summary>Where the invoice is and how the parcel goes: shown at both doors where the shop gave the links, and by nobody else's word.</summary>
public sealed class OrderLinksTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "links@example.com";

    [Fact]
    public async Task Links_of_the_shop_are_shown_and_an_order_without_any_has_none()
    {
        var bearer = await platform.Aurora.CustomerAsync(Email);
        var with = await ImportAsync(
            "L-1", ("invoice_id", "INV-7"), ("invoice_url", "https://invoices.example/7?a=1&b=\"2\""), ("tracking_url", "https://parcels.example/7"));
        var without = await ImportAsync("L-2");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await new BrowserDoor(platform.Aurora).SignInAsync(Email, Shop.GoodPassword)).Session!;

        var page = await browser.OpenAsync($"/account/orders/{with}");
        var bare = await browser.OpenAsync($"/account/orders/{without}");
        var told = (await platform.Aurora.Api(bearer).PostAsync("customer/orders/get", new { order_id = with })).Data.GetProperty("order");

        var links = page.Page.QuerySelectorAll("main a[rel~=noopener]");
        Assert.Equal(["https://invoices.example/7?a=1&b=\"2\"", "https://parcels.example/7"], links.Select(link => link.GetAttribute("href")));
        Assert.Equal(["INV-7", "Follow the parcel"], links.Select(link => link.TextContent.Trim()));
        Assert.Empty(bare.Page.QuerySelectorAll("main a[rel~=noopener]"));
        Assert.Equal("https://parcels.example/7", told.GetProperty("tracking_url").GetString());
    }

    private async Task<long> ImportAsync(string number, params (string Field, string Value)[] fields)
    {
        var order = ImportedOrders.New(number, Email, order =>
        {
            foreach (var (field, value) in fields)
            {
                order[field] = value;
            }
        });
        var answer = await platform.Aurora.MerchantApi.PostRawAsync("orders/import", Requests.Body(order.ToJsonString()));
        return answer.Data.GetProperty("results")[0].GetProperty("order_id").GetInt64();
    }
}
