using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Read;

/// <summary>What only the page of an order has: its way in words, the question to the shop, and the rates of tax.</summary>
public sealed class OrderPageTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Email = "order-page@example.com";

    [Fact]
    public async Task An_order_tells_its_way_and_marks_where_it_stands()
    {
        var page = await OpenAsync(platform.Aurora, "W-2");

        Assert.Equal(["Ordered", "Paid", "Completed"], page.Page.QuerySelectorAll("main .steps strong").Select(step => step.TextContent));
        Assert.Equal("Paid", page.Page.QuerySelector("main .steps [aria-current=step] strong")!.TextContent);
        Assert.Equal("Still to come", page.Page.QuerySelector("main .steps .ahead small")!.TextContent);
    }

    [Fact]
    public async Task A_question_goes_to_the_shops_own_address_with_the_orders_number()
    {
        foreach (var (shop, subject) in new[] { (platform.Aurora, "Order%20W-4"), (platform.Birch, "Bestelling%20W-4") })
        {
            var page = await OpenAsync(shop, "W-4");
            var address = page.Page.QuerySelector("footer a[href^='mailto:']")!.GetAttribute("href");

            Assert.Equal($"{address}?subject={subject}", page.Page.QuerySelector("main a[href^='mailto:']")!.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Rates_of_tax_have_a_column_where_the_shop_gave_any()
    {
        var without = await OpenAsync(platform.Aurora, "W-6");
        var with = await OpenAsync(platform.Aurora, "W-8", new OrderLine
        {
            MerchantId = platform.Aurora.Id,
            Sku = "MUG-01",
            Name = "Mug",
            Quantity = 1,
            UnitPriceMinor = 1800,
            TotalMinor = 1800,
            TaxRateHundredths = 950,
        });

        Assert.Equal(4, without.Page.QuerySelectorAll("main thead th").Length);
        Assert.Equal(["–", "9.5\u00a0%"], with.Page.QuerySelectorAll("main td[data-label='Tax rate']").Select(cell => cell.TextContent));
        Assert.Contains("MUG-01", with.Main, StringComparison.Ordinal);
    }

    private async Task<BrowserAnswer> OpenAsync(Shop shop, string number, OrderLine? line = null)
    {
        var order = shop.Order(Email, number);
        if (line is not null)
        {
            order.Lines.Add(line);
        }

        if (await shop.FindCustomerAsync(Email) is null)
        {
            await shop.CustomerAsync(Email);
        }

        var customer = (await shop.FindCustomerAsync(Email))!;
        order.CustomerId = customer.Id;
        await shop.AddAsync(order);
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = (await shop.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
        var id = await platform.AsAsync(shop, db => db.Orders.Where(row => row.OrderNumber == number).Select(row => row.Id).SingleAsync());
        return await browser.GetAsync($"/account/orders/{id}");
    }
}
