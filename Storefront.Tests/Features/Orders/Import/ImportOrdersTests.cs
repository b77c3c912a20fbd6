using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Orders.Import;

/// <summary>Another system's orders are taken over by their numbers.</summary>
public sealed class ImportOrdersTests : IAsyncDisposable
{
    private const string Email = "buyer@example.com";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task An_order_is_made_then_left_alone_then_changed()
    {
        var created = await ImportAsync(Order("N-1"));
        var unchanged = await ImportAsync(Order("N-1"));
        var changed = await ImportAsync(Order("N-1", order => (order["status"], order["tracking_url"]) = ("completed", "https://parcels.example/1")));

        Assert.Equal(["created", "unchanged", "updated"], new[] { created, unchanged, changed }.Select(answer => Text(Result(answer), "status")));
        Assert.Single(new[] { created, unchanged, changed }.Select(answer => Result(answer).GetProperty("order_id").GetInt64()).Distinct());
        var shown = (await Aurora.MerchantApi.PostAsync(
            "orders/get", new { order_id = Result(created).GetProperty("order_id").GetInt64() })).Data.GetProperty("order");
        Assert.Equal(
            ("completed", "https://parcels.example/1", 17.40m),
            (Text(shown, "status"), Text(shown, "tracking_url"), shown.GetProperty("total_amount").GetDecimal()));
        Assert.Equal((2, "21"), (shown.GetProperty("lines").GetArrayLength(), shown.GetProperty("lines")[0].GetProperty("tax_rate").GetRawText()));
        Assert.Equal((Email, "Utrecht"), (Text(shown, "email"), Text(shown.GetProperty("billing"), "city")));
    }

    [Fact]
    public async Task Lines_that_changed_take_the_place_of_the_former_ones()
    {
        await ImportAsync(Order("N-1"));
        var before = await Aurora.CountAsync(db => db.Orders.SelectMany(order => order.Lines));
        await ImportAsync(Order("N-1", order =>
        {
            order["lines"] = new JsonArray(new JsonObject { ["name"] = "Kettle", ["quantity"] = 1, ["unit_price"] = "12.45", ["total"] = "12.45" });
        }));

        Assert.Equal(before - 1, await Aurora.CountAsync(db => db.Orders.SelectMany(order => order.Lines)));
    }

    [Fact]
    public async Task A_bad_order_never_stops_the_rest_and_tells_why_under_dotted_names()
    {
        var answer = await Aurora.MerchantApi.PostAsync("orders/import", new
        {
            orders = new object?[]
            {
                Order("N-1"), Order("N-2", order => order["lines"]![1]!["total"] = "0.01"), null, Order("N-3", order => order["currency"] = "euro")
            },
        });

        var results = answer.Data.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["created", "refused", "refused", "refused"], results.Select(result => Text(result, "status")));
        Assert.Equal([0, 1, 2, 3], results.Select(result => result.GetProperty("index").GetInt32()));
        Assert.True(results[1].GetProperty("errors").TryGetProperty("lines.1.total", out _), results[1].GetRawText());
        Assert.True(results[3].GetProperty("errors").TryGetProperty("currency", out _), results[3].GetRawText());
        Assert.Equal(1, await Aurora.CountAsync(db => db.Orders.Where(order => order.OrderNumber.StartsWith("N-"))));
    }

    [Theory]
    [InlineData("subtotal_amount", "12.44"), InlineData("total_amount", "17.41"), InlineData("total_amount", "-17.40"),
        InlineData("total_amount", "17.4001")]
    [InlineData("shipping_amount", "4.94"), InlineData("tax_amount", "-1"), InlineData("total_amount", "1e1"), InlineData("total_amount", "17,40"),
        InlineData("total_amount", null)]
    public async Task A_single_order_that_does_not_add_up_is_refused_under_the_field(string field, string? amount)
    {
        var answer = await _platform.UnchangedAsync(() => ImportAsync(Order("N-1", order => order[field] = amount)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error(field == "shipping_amount" ? "total_amount" : field));
    }

    [Theory]
    [InlineData("order_number", null), InlineData("email", "nobody"), InlineData("status", "lost"), InlineData("payment_status", "maybe"),
        InlineData("currency", "EURO")]
    [InlineData("placed_at", null), InlineData("placed_at", "2999-01-01T00:00:00Z"), InlineData("invoice_url", "http://shop.example/1"),
        InlineData("tracking_url", "javascript:alert(1)")]
    [InlineData("invoice_url", "https://user:secret@shop.example/"), InlineData("lines", null)]
    public async Task A_bad_field_of_a_single_order_is_refused_under_its_name(string field, string? value)
    {
        var answer = await _platform.UnchangedAsync(() => ImportAsync(Order("N-1", order => order[field] = value)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error(field));
    }

    [Fact]
    public async Task A_wrong_type_deep_inside_is_told_under_its_dotted_name()
    {
        var answer = await Aurora.MerchantApi.PostRawAsync("orders/import", Requests.Body("""{"orders":[{},{"lines":[{"quantity":"3"}]}]}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error("orders.1.lines.0.quantity"));
    }

    [Theory]
    [InlineData(0), InlineData(1001)]
    public async Task No_orders_and_more_than_a_thousand_are_refused(int count)
    {
        var body = new { orders = Enumerable.Range(0, count).Select(number => Order($"N-{number}")).ToArray() };

        var answer = await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync("orders/import", body));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error("orders"));
    }

    [Fact]
    public async Task A_thousand_orders_are_taken_and_the_same_number_twice_is_one_order()
    {
        var orders = Enumerable.Range(0, 1000).Select(number => Order($"N-{number % 999}")).ToArray();

        var results = (await Aurora.MerchantApi.PostAsync("orders/import", new { orders })).Data.GetProperty("results").EnumerateArray().ToList();

        Assert.Equal(999, results.Count(result => Text(result, "status") == "created"));
        Assert.Equal("unchanged", Text(results[999], "status"));
        Assert.Equal(999, await Aurora.CountAsync(db => db.Orders.Where(order => order.BuyerEmail == Email)));
    }

    [Fact]
    public async Task An_order_is_linked_to_whoever_has_proven_the_address_and_the_totals_follow()
    {
        var bearer = await Aurora.CustomerAsync(Email);
        await Aurora.InviteAsync("pending@example.com");

        await ImportAsync(Order("N-1"));
        await ImportAsync(Order("N-2", order => order["email"] = "pending@example.com"));
        await ImportAsync(Order("N-3", order => order["payment_status"] = "open"));

        Assert.Equal(["N-1", "N-3"], (await new ApiDoor(Aurora).OrdersAsync(bearer)).Order());
        Assert.Null(await _platform.AsAsync(
            Aurora, db => db.Orders.Where(order => order.OrderNumber == "N-2").Select(order => order.CustomerId).SingleAsync()));
        var customer = (await Aurora.FindCustomerAsync(Email))!;
        Assert.Equal((2, 17_400L, "EUR"), (customer.TotalOrders, customer.SpentThousandths, customer.SpentCurrency));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), customer.LastOrderAt);
    }

    [Fact]
    public async Task An_order_that_goes_to_another_buyer_is_counted_there()
    {
        await Aurora.CustomerAsync(Email);
        await Aurora.CustomerAsync("other@example.com");
        await ImportAsync(Order("N-1"));

        await ImportAsync(Order("N-1", order => order["email"] = "other@example.com"));

        Assert.Equal((0, 0L), ((await Aurora.FindCustomerAsync(Email))!.TotalOrders, (await Aurora.FindCustomerAsync(Email))!.SpentThousandths));
        Assert.Equal(
            (1, 17_400L),
            (
                (await Aurora.FindCustomerAsync("other@example.com"))!.TotalOrders,
                (await Aurora.FindCustomerAsync("other@example.com"))!.SpentThousandths));
    }

    [Fact]
    public async Task An_order_whose_customer_was_erased_stays_unlinked_and_learns_nobody_again()
    {
        var bearer = await Aurora.CustomerAsync(Email);
        await ImportAsync(Order("N-1", order => order["tracking_url"] = "https://parcels.example/1"));
        Assert.True((await new ApiDoor(Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);
        var again = await Aurora.CustomerAsync(Email);

        var answer = await ImportAsync(Order("N-1", order => (order["status"], order["tracking_url"]) = ("refunded", "https://parcels.example/2")));

        Assert.Equal("updated", Text(Result(answer), "status"));
        Assert.Empty(await new ApiDoor(Aurora).OrdersAsync(again));
        var stored = await _platform.AsAsync(Aurora, db => db.Orders.SingleAsync(order => order.OrderNumber == "N-1"));
        Assert.Equal((null, "", null, OrderStatus.Refunded), (stored.CustomerId, stored.BuyerAddress, stored.TrackingUrl, stored.Status));
        var shown = (await Aurora.MerchantApi.PostAsync("orders/get", new { order_id = stored.Id })).Data.GetProperty("order");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (shown.GetProperty("email").ValueKind, shown.GetProperty("billing").ValueKind));
        Assert.Equal(0, (await Aurora.FindCustomerAsync(Email))!.TotalOrders);
    }

    [Fact]
    public async Task The_same_number_at_another_shop_is_another_order()
    {
        await ImportAsync(Order("N-1"));
        var atBirch = await _platform.Birch.MerchantApi.PostRawAsync("orders/import", Requests.Body(Order("N-1").ToJsonString()));

        Assert.Equal("created", Text(Result(atBirch), "status"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Aurora.MerchantApi.PostAsync("orders/get", new { order_id = Result(atBirch).GetProperty("order_id").GetInt64() })).Status);
    }

    [Fact]
    public async Task A_list_is_searched_by_the_beginning_of_a_number_and_by_customer()
    {
        await Aurora.CustomerAsync(Email);
        await ImportAsync(Order("N-1"));
        await ImportAsync(Order("N-10", order => order["email"] = "guest@example.com"));
        await ImportAsync(Order("n-2"));
        var customer = (await Aurora.FindCustomerAsync(Email))!.Id;

        Assert.Equal(["N-1", "N-10"], await NumbersAsync(new { search_query = "N-1", sortKey = "order_number", sortOrder = "asc" }));
        Assert.Equal(["N-1", "n-2"], await NumbersAsync(new { customer_id = customer, sortKey = "order_number", sortOrder = "asc" }));
        Assert.Equal(["n-2"], await NumbersAsync(new { customer_id = customer, page = 2, per_page = 1, sortKey = "id", sortOrder = "asc" }));
    }

    private static JsonObject Order(string number, Action<JsonObject>? change = null) => ImportedOrders.New(number, Email, change);

    private Task<ApiAnswer> ImportAsync(JsonObject order) => Aurora.MerchantApi.PostRawAsync("orders/import", Requests.Body(order.ToJsonString()));

    private async Task<IEnumerable<string?>> NumbersAsync(object body) =>
        (await Aurora.MerchantApi.PostAsync("orders/all", body)).Data.GetProperty("data").EnumerateArray()
            .Select(order => Text(order, "order_number"));

    private static JsonElement Result(ApiAnswer answer) => answer.Data.GetProperty("results")[0];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
