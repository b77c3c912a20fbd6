using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Browse;

public sealed class OrdersPageTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private static List<string> Numbers(BrowserAnswer page) => [.. page.Page.QuerySelectorAll("tbody th a").Select(link => link.TextContent)];

    private Task<BrowserAnswer> OpenAsync(string query) => shop.SignedIn().GetAsync("/account/orders" + query);

    [Theory]
    [InlineData("")]
    [InlineData("?sort=total_amount&order=asc&page=3")]
    [InlineData("?q=a-00&sort=order_number&order=asc")]
    [InlineData("?q=s%C3%96HNE&size=100")]
    [InlineData("?sort=status&page=2")]
    public async Task The_page_lists_what_the_api_lists(string query)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        var body = new Dictionary<string, object>();
        foreach (var (name, field) in new[] { ("q", "search_query"), ("sort", "sortKey"), ("order", "sortOrder") })
        {
            if (asked.TryGetValue(name, out var value))
            {
                body[field] = value.ToString();
            }
        }

        body["page"] = asked.TryGetValue("page", out var page) ? int.Parse(page!, System.Globalization.CultureInfo.InvariantCulture) : 1;
        body["per_page"] = asked.ContainsKey("size") ? 100 : 25;
        var listed = (await shop.Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/list", body)).Data.GetProperty("data").EnumerateArray()
            .Select(order => order.GetProperty("order_number").GetString()!);

        Assert.Equal(listed, Numbers(await OpenAsync(query)));
    }

    [Theory, InlineData(""), InlineData("?sort=status&order=asc"), InlineData("?size=100&sort=payment_status"), InlineData("?q=KETTLE")]
    public async Task Paging_shows_every_order_once(string query)
    {
        var page = await OpenAsync(query);
        var seen = Numbers(page);
        while (page.Page.QuerySelector(".pager a[rel=next]")?.GetAttribute("href") is { } next)
        {
            page = await shop.SignedIn().GetAsync(next);
            seen.AddRange(Numbers(page));
        }

        Assert.Equal(query.Contains("KETTLE", StringComparison.Ordinal) ? 0 : OrderedShop.Count, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("page=abc"), InlineData("page=-1"), InlineData("page=0"), InlineData("page=1.5"), InlineData("page=99999999999999999999"),
        InlineData("page=1000000"), InlineData("page=1000"), InlineData("page=%00")]
    [InlineData("page="), InlineData("page=%3Cscript%3E"), InlineData("page=2&page=3"), InlineData("sort=password&order=up"), InlineData("sort=%00"),
        InlineData("order="), InlineData("size=0"), InlineData("size=101"), InlineData("size=x")]
    [InlineData("q="), InlineData("q=%20%20"), InlineData("q=a&q=b"), InlineData("%00=%00"), InlineData("=&&?")]
    public async Task Invalid_query_values_are_ignored(string query)
    {
        var page = await OpenAsync("?" + query);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(OrderedShop.Number(OrderedShop.Count), Numbers(page).FirstOrDefault());
        Assert.Equal(25, Numbers(page).Count);
    }

    [Theory, InlineData("evil%F3%A0%81%81"), InlineData("a%0D%0ASet-Cookie:%20x=y"), InlineData("%00")]
    public async Task An_invalid_search_is_kept_with_a_message_beside_it(string typed)
    {
        var page = await OpenAsync("?q=" + typed);

        Assert.Equal((HttpStatusCode.OK, "Leave out line breaks and invisible characters."), (page.Status, page.Problem("q")));
        Assert.Equal(25, Numbers(page).Count);
        Assert.Equal("true", page.Page.QuerySelector("#q")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_search_too_long_says_how_long_it_may_be()
    {
        Assert.Equal("Use at most 191 characters.", (await OpenAsync("?q=" + new string('a', 192))).Problem("q"));
        Assert.Null((await OpenAsync("?q=" + new string('a', 191))).Problem("q"));
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_as_text_and_links_to_all_orders()
    {
        var page = await OpenAsync("?q=%3Cimg%20src%3Dx%3E%20%26%20nothing&sort=status&order=asc");

        Assert.Contains("No order matches “<img src=x> & nothing”.", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main img, main table"));
        Assert.Equal("/account/orders", page.Page.QuerySelector("main a.button")!.GetAttribute("href"));
        Assert.Equal("<img src=x> & nothing", page.Page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_search_is_a_plain_form_that_keeps_the_sorting()
    {
        var form = (await OpenAsync("?q=A-00&sort=total_amount&order=asc&page=2")).Page.QuerySelector("main form[role=search]")!;

        Assert.Equal(("get", "/account/orders"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal(
            ["q=A-00", "sort=total_amount", "order=asc"],
            form.QuerySelectorAll("input").Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}"));
        Assert.Equal("25", form.QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_column_heading_shows_the_sorting_and_reverses_it()
    {
        var first = await OpenAsync("");
        Assert.Equal("Date ▼ descending /account/orders?sort=created_at&order=asc", Head(first));

        var turned = await OpenAsync("?sort=created_at&order=asc");
        Assert.Equal("Date ▲ ascending /account/orders?sort=created_at&order=desc", Head(turned));
        Assert.Equal(OrderedShop.Number(1), Numbers(turned)[0]);

        var searched = await OpenAsync("?q=A-00&page=2");
        Assert.Equal(
            [
                "/account/orders?q=A-00&sort=order_number&order=asc", "/account/orders?q=A-00&sort=created_at&order=asc",
                "/account/orders?q=A-00&sort=status&order=asc", "/account/orders?q=A-00&sort=total_amount&order=desc"
            ],
            searched.Page.QuerySelectorAll("thead th a").Select(link => link.GetAttribute("href")));

        static string Head(BrowserAnswer page)
        {
            var head = Assert.Single(page.Page.QuerySelectorAll("thead th[aria-sort]"));
            return $"{head.TextContent.Trim()} {head.GetAttribute("aria-sort")} {head.QuerySelector("a")!.GetAttribute("href")}";
        }
    }

    [Fact]
    public async Task A_customer_without_orders_sees_a_message()
    {
        await shop.Platform.Aurora.CustomerAsync("no-orders@example.com");
        var browser = shop.Platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] =
            (await shop.Platform.Aurora.Door("browser").SignInAsync("no-orders@example.com", Shop.GoodPassword)).Session!;

        var page = await browser.GetAsync("/account/orders");

        Assert.Contains("There are no orders here yet", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
    }
}
