using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Browse;

/// <summary>A merchant's orders are listed, sorted, searched and paged alike on both providers; another merchant's are not.</summary>
public sealed class ListShopOrdersTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private const string All = "orders/all";
    private const string Email = "lists-orders@example.com";

    [Fact]
    public Task Orders_are_found_in_every_order_asked_for() => ListsAsync(sqlite);

    [RequiresProgramFact("initdb", asRoot: false)]
    public Task PostgreSQL_lists_them_alike() => ListsAsync(postgres.Platform);

    private static async Task ListsAsync(TestPlatform platform)
    {
        var shop = platform.Aurora;
        foreach (var (number, day) in new[] { ("L-b1", 3), ("L-A2", 1), ("L-a3", 2) })
        {
            await shop.AddAsync(shop.Order(Email, number, placedAt: new DateTimeOffset(2026, 1, day, 12, 0, 0, TimeSpan.Zero)));
        }

        // The proof of the address links them.
        await shop.CustomerAsync(Email);
        var customerId = (await shop.FindCustomerAsync(Email))!.Id;
        await platform.Birch.AddAsync(platform.Birch.Order(Email, "L-c4"));

        Assert.Equal("L-A2,L-a3,L-b1", await ListAsync(shop, new { search_query = "L-", sortKey = "order_number", sortOrder = "asc" }));
        Assert.Equal("L-b1,L-a3,L-A2", await ListAsync(shop, new { search_query = "L-", sortKey = "order_number" }));
        Assert.Equal("L-b1,L-a3,L-A2", await ListAsync(shop, new { search_query = "L-" }));
        Assert.Equal("L-b1,L-A2,L-a3", await ListAsync(shop, new { search_query = "L-", sortKey = "id", sortOrder = "asc" }));
        Assert.Equal("L-a3", await ListAsync(shop, new { search_query = "L-", page = 2, per_page = 1 }));
        Assert.Equal("", await ListAsync(shop, new { search_query = "l-" }));
        Assert.Equal("", await ListAsync(shop, new { search_query = "%" }));
        Assert.Equal("", await ListAsync(shop, new { page = 1_000_000, per_page = 200 }));
        Assert.Equal(3, (await shop.MerchantApi.PostAsync(All, new { customer_id = customerId })).Data.GetProperty("data").GetArrayLength());
        Assert.Equal("", await ListAsync(platform.Birch, new { customer_id = customerId }));
        Assert.Equal("L-c4", await ListAsync(platform.Birch, new { search_query = "L-" }));
        var endless = await shop.MerchantApi.PostAsync(All, new { page = 1_000_000_000_000 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, endless.Status);
    }

    private static async Task<string> ListAsync(Shop shop, object body) => string.Join(
        ',', (await shop.MerchantApi.PostAsync(All, body)).Data.GetProperty("data").EnumerateArray()
            .Select(row => row.GetProperty("order_number").GetString()!));
}
