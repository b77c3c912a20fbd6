using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Browse;

/// <summary>A merchant's work with customers on PostgreSQL: the same lists, changes and deletions.</summary>
public sealed class PostgresCustomersTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private Shop Aurora => postgres.Platform.Aurora;

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Customers_are_found_sorted_changed_and_deleted_as_on_SQLite()
    {
        await Aurora.InviteAsync("b@example.com", "Émile", "Adams");
        await Aurora.InviteAsync("a@example.com", "Dora", "Zola");
        await Aurora.CustomerAsync("jane@example.com");
        var jane = (await Aurora.FindCustomerAsync("jane@example.com"))!;

        var updated = await Aurora.MerchantApi.PostAsync(
            "customers/update", new { customer_id = jane.Id, firstname = "anna", company = "Ünique", metadata = new { tier = "gold" } });

        Assert.Equal("gold", updated.Data.GetProperty("customer").GetProperty("metadata").GetProperty("tier").GetString());
        Assert.Equal(["jane@example.com", "a@example.com", "b@example.com"], await EmailsAsync(new { sortKey = "firstname", sortOrder = "asc" }));
        Assert.Equal(["jane@example.com", "a@example.com", "b@example.com"], await EmailsAsync(new { sortKey = "total_spent" }));
        Assert.Equal("jane@example.com", (await EmailsAsync(new { sortKey = "last_order_at" }))[0]);
        Assert.Equal(["jane@example.com"], await EmailsAsync(new { search_query = "unique" }));
        Assert.Equal(["b@example.com"], await EmailsAsync(new { search_query = "EMI" }));
        Assert.Equal(["b@example.com", "a@example.com"], (await EmailsAsync(new { status = "invited" })).Order().Reverse());
        Assert.Equal(3, jane.TotalOrders);
        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = jane.Id })).Status);
        Assert.Null(await Aurora.FindCustomerAsync("jane@example.com"));
    }

    private async Task<List<string>> EmailsAsync(object body) =>
        [
            .. (await Aurora.MerchantApi.PostAsync("customers/all", body)).Data.GetProperty("data").EnumerateArray()
            .Select(row => row.GetProperty("email").GetString()!)
        ];
}
