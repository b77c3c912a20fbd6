using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Import;

/// <summary>Orders imported at the same time as each other, as a proof of the address and as an erasure: on SQLite and on PostgreSQL.</summary>
public sealed class ImportOrdersRaceTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private const int Callers = 32;

    [Fact]
    public async Task Imports_of_one_number_at_once_make_one_order()
    {
        await using var platform = new TestPlatform();
        await ImportAtOnceAsync(platform.Aurora);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Imports_of_one_number_at_once_make_one_order_on_PostgreSQL() => await ImportAtOnceAsync(postgres.Platform.Aurora);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task An_import_beside_a_proof_of_the_address_is_linked_in_whatever_order_they_come()
    {
        var shop = postgres.Platform.Aurora;
        for (var round = 0; round < 8; round++)
        {
            var email = $"proof-{round}@example.com";
            var link = await shop.InviteAsync(email);

            await Task.WhenAll(
                Task.Run(() => ImportAsync(shop, $"PROOF-{round}", email)), Task.Run(() => new ApiDoor(shop).AcceptAsync(link, Shop.GoodPassword)));

            var customer = (await shop.FindCustomerAsync(email))!;
            Assert.Equal(
                customer.Id,
                await shop.Platform.AsAsync(
                    shop, db => db.Orders.Where(order => order.OrderNumber == $"PROOF-{round}").Select(order => order.CustomerId).SingleAsync()));
            Assert.Equal(1, customer.TotalOrders);
        }
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task An_import_beside_an_erasure_brings_nobody_back()
    {
        var shop = postgres.Platform.Aurora;
        for (var round = 0; round < 8; round++)
        {
            var email = $"erased-{round}@example.com";
            var bearer = await shop.CustomerAsync(email);
            await ImportAsync(shop, $"ERASED-{round}", email);

            var (imported, deleted) =
                (ImportAsync(shop, $"ERASED-{round}", email, "refunded"), new ApiDoor(shop).DeleteAsync(bearer, Shop.GoodPassword));
            await Task.WhenAll(imported, deleted);

            Assert.True((await deleted).IsDone);
            Assert.Equal(HttpStatusCode.OK, (await imported).Status);
            var order = await shop.Platform.AsAsync(shop, db => db.Orders.SingleAsync(row => row.OrderNumber == $"ERASED-{round}"));
            Assert.Equal((null, "", true), (order.CustomerId, order.BuyerAddress, order.UnlinkedAt is not null));
        }
    }

    private static async Task ImportAtOnceAsync(Shop shop)
    {
        var bearer = await shop.CustomerAsync("racing@example.com");

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => ImportAsync(shop, "RACE-1", "racing@example.com"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers, answer => answer.Data.GetProperty("results")[0].GetProperty("status").GetString() == "created");
        Assert.Equal(["RACE-1"], await new ApiDoor(shop).OrdersAsync(bearer));
        Assert.Equal(1, (await shop.FindCustomerAsync("racing@example.com"))!.TotalOrders);
    }

    private static Task<ApiAnswer> ImportAsync(Shop shop, string number, string email, string status = "paid") =>
        shop.MerchantApi.PostRawAsync(
            "orders/import", Requests.Body(ImportedOrders.New(number, email, order => order["status"] = status).ToJsonString()));
}
