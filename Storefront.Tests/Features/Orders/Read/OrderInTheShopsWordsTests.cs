using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Read;

/// <summary>Dates, amounts and texts as the merchant's customers read them, in the list and on the order.</summary>
public sealed class OrderInTheShopsWordsTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Buyer = "words@example.com";

    // Half an hour before midnight in Greenwich it is already next year in Amsterdam.
    private static readonly DateTimeOffset NewYearsEve = new(2025, 12, 31, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("JPY", 1234567, "JPY 1,234,567", 1234567)]
    [InlineData("EUR", 1234567, "€12,345.67", 12345.67)]
    [InlineData("KWD", 1234567, "KWD 1,234.567", 1234.567)]
    public async Task Amounts_have_the_decimals_of_their_currency_and_days_are_the_shops(string currency, long minor, string shown, decimal figure)
    {
        var shop = platform.Aurora;
        var email = currency + Buyer;
        await shop.AddAsync(shop.Order(
            email.ToLowerInvariant(), $"{currency}-1", total: minor, currency: currency, invoice: "", placedAt: NewYearsEve,
            payment: PaymentStatus.Open));
        var bearer = await shop.CustomerAsync(email.ToLowerInvariant());
        var browser = await SignedInAsync(shop, email.ToLowerInvariant());

        var list = await browser.GetAsync("/account/orders");
        var order = await browser.GetAsync(list.Page.QuerySelector("tbody a")!.GetAttribute("href")!);
        var data = (await shop.Api(bearer).PostAsync("customer/orders/list")).Data.GetProperty("data")[0];

        Assert.All([list.Main, order.Main], text => Assert.Contains(shown, text.Replace('\u00a0', ' '), StringComparison.Ordinal));
        Assert.All([list.Main, order.Main], text => Assert.Contains("1 January 2026", text, StringComparison.Ordinal));
        Assert.Contains("Not paid yet", order.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Invoice", order.Page.QuerySelector("dl.summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (figure, "2025-12-31T23:30:00Z", "open", JsonValueKind.Null),
            (
                data.GetProperty("total_amount").GetDecimal(), data.GetProperty("created_at").GetString(),
                data.GetProperty("payment_status").GetString(), data.GetProperty("invoice_id").ValueKind));
    }

    [Fact]
    public async Task A_Dutch_shop_shows_an_order_in_Dutch()
    {
        var shop = platform.Birch;
        await shop.AddAsync(shop.Order(Buyer, "NL-1", total: 1234567, placedAt: NewYearsEve, payment: PaymentStatus.Refunded));
        await shop.CustomerAsync(Buyer);
        var browser = await SignedInAsync(shop, Buyer);
        var id = await platform.AsAsync(shop, db => db.Orders.Where(order => order.OrderNumber == "NL-1").Select(order => order.Id).SingleAsync());

        var list = await browser.GetAsync("/account/orders?q=bestaat-niet");
        var order = await browser.GetAsync($"/account/orders/{id}");

        Assert.Contains("Geen bestelling past bij “bestaat-niet”.", list.Main, StringComparison.Ordinal);
        Assert.All(
            ["1 januari 2026", "€ 12.345,67", "Terugbetaald", "INV-NL-1"],
            text => Assert.Contains(text, order.Main.Replace('\u00a0', ' '), StringComparison.Ordinal));
    }

    private static async Task<Browser> SignedInAsync(Shop shop, string email)
    {
        var browser = shop.NewBrowser();
        browser.Cookies["__Host-session"] = (await shop.Door("browser").SignInAsync(email, Shop.GoodPassword)).Session!;
        return browser;
    }
}
