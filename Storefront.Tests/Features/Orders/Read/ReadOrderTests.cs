using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Read;

public sealed class ReadOrderTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private Task<long> IdAsync(Shop at, string number) =>
        shop.Platform.AsAsync(at, db => db.Orders.Where(order => order.OrderNumber == number).Select(order => order.Id).SingleAsync());

    [Fact]
    public async Task An_order_is_shown_with_its_lines_totals_and_addresses()
    {
        var id = await IdAsync(shop.Platform.Aurora, OrderedShop.Number(7));

        var order = (await shop.Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/get", new { order_id = id })).Data.GetProperty("order");

        Assert.Equal(
            (id, "A-0007", "INV-A-0007", "completed", "paid", "EUR"),
            (order.GetProperty("id").GetInt64(), Text("order_number"), Text("invoice_id"), Text("status"), Text("payment_status"), Text("currency")));
        Assert.Equal(0.70m, order.GetProperty("total_amount").GetDecimal());
        Assert.Equal("Utrecht", order.GetProperty("billing").GetProperty("city").GetString());
        Assert.Equal("SKU-1", Assert.Single(order.GetProperty("lines").EnumerateArray()).GetProperty("sku").GetString());

        string? Text(string field) => order.GetProperty(field).GetString();
    }

    [Fact]
    public async Task Another_customers_order_is_unknown_at_both_doors()
    {
        long[] foreign =
        [
            await IdAsync(shop.Platform.Aurora, "OTHER-1"), await IdAsync(shop.Platform.Aurora, "GUEST-1"), await IdAsync(
                shop.Platform.Aurora, "AUR-1001"),
            await IdAsync(shop.Platform.Birch, "BIRCH-1"), await IdAsync(shop.Platform.Birch, "BIR-5001"), 999_999, 0, -1, long.MaxValue,
        ];
        var answers = new HashSet<string>();
        var pages = new HashSet<string>();
        foreach (var id in foreign)
        {
            var answer = await shop.Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/get", new { order_id = id });
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            answers.Add(answer.Text);
            var page = await shop.SignedIn().GetAsync($"/account/orders/{id}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            pages.Add(page.Main);
        }

        Assert.Single(answers);
        Assert.Single(pages);
    }

    [Theory, InlineData("abc"), InlineData("99999999999999999999999"), InlineData("1.5"), InlineData("1/2"), InlineData("..%2f..%2fdelete")]
    public async Task An_unknown_order_number_gets_our_page(string address)
    {
        var page = await shop.SignedIn().GetAsync("/account/orders/" + address);

        Assert.InRange((int)page.Status, 400, 404);
        Assert.NotEmpty(page.Heading);
    }

    [Fact]
    public async Task The_page_shows_the_APIs_data_and_encodes_markup()
    {
        var id = await IdAsync(shop.Platform.Aurora, OrderedShop.Number(8));

        var page = await shop.SignedIn().GetAsync($"/account/orders/{id}");

        Assert.Contains(OrderedShop.Number(8), page.Heading, StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(1)> & Söhne", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main img"));
        Assert.All(["INV-A-0008", "0.80", "Utrecht"], text => Assert.Contains(text, page.Main, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_first()
    {
        var page = await shop.Platform.Aurora.NewBrowser().GetAsync("/account/orders/1");

        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in?return=%2Faccount%2Forders%2F1"), (page.Status, page.Location));
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Platform.Aurora.Api().PostAsync("customer/orders/get", new { order_id = 1 })).Status);
    }
}
