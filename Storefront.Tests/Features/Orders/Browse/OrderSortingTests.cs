using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Browse;

/// <summary>Orders sort alike on SQLite and on a PostgreSQL with a linguistic collation.</summary>
public sealed class OrderSortingTests
{
    private const string Buyer = "buyer@example.com";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Orders_sort_and_are_found_alike_on_SQLite()
    {
        await using var platform = new TestPlatform();
        await CheckAsync(platform.Aurora);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Orders_sort_and_are_found_alike_on_PostgreSQL()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = new TestPlatform
        {
            Settings = { ["Storage:Provider"] = "PostgreSql", ["ConnectionStrings:Storefront"] = await server.NewDatabaseAsync("en-US") }
        };
        await CheckAsync(platform.Aurora);
    }

    private static async Task CheckAsync(Shop shop)
    {
        await shop.AddAsync(
            shop.Order(Buyer, "b-2", "Søster", 1000, "JPY", invoice: "", Noon, PaymentStatus.Open),
            shop.Order(Buyer, "A-1", "Kettle", 999_999, "EUR", invoice: "b1", Noon),
            shop.Order(Buyer, "a-4", "STRASSE", 1_000_001, "KWD", invoice: "", Noon),
            shop.Order(Buyer, "_-3", "Ätherisches Öl", 99_999, "EUR", invoice: "B2", Noon),
            shop.Order(Buyer, "Ä-5", "100% wool_1", 5, "EUR", invoice: "a3", Noon, PaymentStatus.Refunded));
        var bearer = await shop.CustomerAsync(Buyer);

        Assert.Equal(["A-1", "_-3", "a-4", "b-2", "Ä-5"], await ListAsync(new { sortKey = "order_number", sortOrder = "asc" }));
        Assert.Equal(["_-3", "Ä-5", "A-1", "b-2", "a-4"], await ListAsync(new { sortKey = "invoice_id", sortOrder = "asc" }));
        Assert.Equal(["A-1", "Ä-5", "_-3", "a-4", "b-2"], await ListAsync(new { sortKey = "invoice_id", sortOrder = "desc" }));
        Assert.Equal(["Ä-5", "_-3", "b-2", "a-4", "A-1"], await ListAsync(new { sortKey = "total_amount", sortOrder = "asc" }));
        Assert.Equal(["A-1", "a-4", "b-2", "_-3", "Ä-5"], await ListAsync(new { sortKey = "total_amount" }));
        Assert.Equal(["b-2", "A-1", "a-4", "_-3", "Ä-5"], await ListAsync(new { sortKey = "payment_status", sortOrder = "asc" }));
        Assert.Equal(["Ä-5", "_-3", "a-4", "A-1", "b-2"], await ListAsync(new { }));
        Assert.Equal(["_-3"], await ListAsync(new { search_query = "äTHERISCHES öl" }));
        Assert.Equal(["b-2"], await ListAsync(new { search_query = "SØST" }));
        Assert.Equal(["Ä-5"], await ListAsync(new { search_query = "ä-5" }));
        Assert.Equal(["A-1"], await ListAsync(new { search_query = "B1" }));
        Assert.Equal(["Ä-5"], await ListAsync(new { search_query = "0%" }));
        Assert.Equal(["Ä-5", "_-3"], await ListAsync(new { search_query = "_" }));
        Assert.Equal([], await ListAsync(new { search_query = "100_" }));
        Assert.Equal(["_-3"], await ListAsync(new { search_query = "atherisches" }));
        Assert.Equal(["A-1"], await ListAsync(new { search_query = "a\u20111" }));
        Assert.Equal(["A-1"], await ListAsync(new { search_query = "Order: #A-1." }));
        Assert.Equal([], await ListAsync(new { search_query = "-1 b1" }));
        await FoldAnewAsync(shop);
        Assert.Equal(["b-2"], await ListAsync(new { search_query = "SØST" }));
        Assert.Equal(["A-1"], await ListAsync(new { search_query = "B1" }));
        Assert.Equal(["Ä-5"], await ListAsync(new { search_query = "ä-5" }));

        async Task<List<string?>> ListAsync(object body) =>
            [
                .. (await shop.Api(bearer).PostAsync("customer/orders/list", body)).Data.GetProperty("data").EnumerateArray()
                .Select(order => order.GetProperty("order_number").GetString())
            ];
    }

    // As if an older version had stored them.
    private static Task<int> FoldAnewAsync(Shop shop) => shop.Platform.AsAsync(shop, async db =>
    {
        await db.Orders.ExecuteUpdateAsync(set => set.SetProperty(row => row.FoldedNumber, "").SetProperty(row => row.FoldedInvoice, ""));
        await db.Set<OrderLine>().ExecuteUpdateAsync(set => set.SetProperty(row => row.FoldedName, ""));
        Assert.False(await db.Orders.AnyAsync(row => row.FoldedNumber != ""));
        await FoldedNames.FillAsync(db, default);
        return 0;
    });
}
