using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Browse;

public sealed class ListOrdersTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private async Task<JsonElement> ListAsync(object body)
    {
        var answer = await shop.Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/list", body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Data;
    }

    private static List<string> Numbers(JsonElement page) =>
        [.. page.GetProperty("data").EnumerateArray().Select(order => order.GetProperty("order_number").GetString()!)];

    [Fact]
    public async Task The_first_page_has_the_newest_fifteen_orders_and_the_total()
    {
        var page = await ListAsync(new { });

        Assert.Equal(Enumerable.Range(0, 15).Select(place => OrderedShop.Number(OrderedShop.Count - place)), Numbers(page));
        Assert.Equal(
            (1, 7, 15, 1, 15, OrderedShop.Count), (Int("current_page"), Int("last_page"), Int("per_page"), Int("from"), Int("to"), Int("total")));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("prev_page_url").ValueKind);
        Assert.EndsWith("?page=2", page.GetProperty("next_page_url").GetString(), StringComparison.Ordinal);

        int Int(string field) => page.GetProperty(field).GetInt32();
    }

    [Fact]
    public async Task The_paginator_has_exactly_the_documented_keys()
    {
        var page = await ListAsync(new { page = 2, per_page = 10 });

        string[] keys = [
            "current_page", "data", "first_page_url", "from", "last_page", "last_page_url", "links", "next_page_url", "path", "per_page",
            "prev_page_url", "to", "total"
        ];
        Assert.Equal(keys, page.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        var path = page.GetProperty("path").GetString();
        Assert.Equal(
            (11, 20, 11), (page.GetProperty("from").GetInt32(), page.GetProperty("to").GetInt32(), page.GetProperty("last_page").GetInt32()));
        Assert.Equal(
            (path + "?page=1", path + "?page=11", path + "?page=3", path + "?page=1"),
            (Text("first_page_url"), Text("last_page_url"), Text("next_page_url"), Text("prev_page_url")));
        var links = page.GetProperty("links").EnumerateArray().ToList();
        Assert.All(
            links,
            link => Assert.Equal(["active", "label", "url"], link.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)));
        Assert.Equal("2", Assert.Single(links, link => link.GetProperty("active").GetBoolean()).GetProperty("label").GetString());
        var order = page.GetProperty("data")[0];
        Assert.Matches("^[0-9-]{10}T[0-9:]{8}Z$", order.GetProperty("created_at").GetString());
        string[] fields = ["created_at", "currency", "id", "invoice_id", "order_number", "payment_status", "status", "total_amount"];
        Assert.Equal(fields, order.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));

        string? Text(string field) => page.GetProperty(field).GetString();
    }

    [Theory, InlineData(1, 1), InlineData(100, 100)]
    public async Task A_page_has_the_requested_size(int perPage, int rows) =>
        Assert.Equal(rows, Numbers(await ListAsync(new { per_page = perPage })).Count);

    [Fact]
    public async Task A_page_beyond_the_end_is_empty()
    {
        var page = await ListAsync(new { page = 1000 });

        Assert.Empty(Numbers(page));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("from").ValueKind);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("to").ValueKind);
        Assert.Equal(OrderedShop.Count, page.GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next_page_url").ValueKind);
    }

    [Theory]
    [InlineData("id"), InlineData("order_number"), InlineData("invoice_id"), InlineData("status"), InlineData("payment_status"),
        InlineData("total_amount"), InlineData("created_at")]
    public async Task Every_sort_key_shows_every_order_once_in_both_directions(string sortKey)
    {
        var ascending = Numbers(await ListAsync(new { sortKey, sortOrder = "asc", per_page = 100 }))
            .Concat(Numbers(await ListAsync(new { sortKey, sortOrder = "asc", per_page = 100, page = 2 }))).ToList();
        var descending = Numbers(await ListAsync(new { sortKey, sortOrder = "desc", per_page = 100 }))
            .Concat(Numbers(await ListAsync(new { sortKey, sortOrder = "desc", per_page = 100, page = 2 }))).ToList();

        Assert.Equal(OrderedShop.Count, ascending.Distinct().Count());
        Assert.Equal(ascending, descending.AsEnumerable().Reverse());
        if (sortKey is not ("status" or "payment_status"))
        {
            Assert.Equal(ascending.Order(StringComparer.Ordinal), ascending);
        }
    }

    [Theory]
    [InlineData("A-0042", 1)]
    [InlineData("inv-a-0042", 1)]
    [InlineData("SÖHNE", OrderedShop.Count)]
    [InlineData("INV-A-0042", 1)]
    [InlineData("  A-0042 ", 1)]
    [InlineData("A-", OrderedShop.Count)]
    [InlineData("   ", OrderedShop.Count)]
    [InlineData("%", 0)]
    [InlineData("A_0042", 0)]
    [InlineData("' OR 1=1 --", 0)]
    [InlineData("OTHER-1", 0)]
    [InlineData("GUEST-1", 0)]
    [InlineData("BIRCH-1", 0)]
    public async Task A_search_matches_parts_of_the_customers_own_numbers_literally(string wanted, int found) =>
        Assert.Equal(found, (await ListAsync(new { search_query = wanted })).GetProperty("total").GetInt32());

    [Fact]
    public async Task Nobody_elses_orders_are_listed()
    {
        var other = (await shop.Platform.Aurora.Door("API").SignInAsync(OrderedShop.Other, Shop.GoodPassword)).Session!;
        var birchs = (await shop.Platform.Birch.Door("API").SignInAsync(OrderedShop.Buyer, Shop.GoodPassword)).Session!;

        Assert.Equal(["OTHER-1"], await shop.Platform.Aurora.Door("API").OrdersAsync(other));
        Assert.Equal(["BIRCH-1"], await shop.Platform.Birch.Door("API").OrdersAsync(birchs));
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Platform.Aurora.Api(birchs).PostAsync("customer/orders/list")).Status);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await shop.Platform.Aurora.Api(shop.Platform.Aurora.Token).PostAsync("customer/orders/list")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Platform.Aurora.Api().PostAsync("customer/orders/list")).Status);
    }
}
