using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Browse;

/// <summary>What a merchant's program sees of the shop's customers.</summary>
public sealed class CustomersTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_customer_is_shown_with_state_and_totals_and_without_anything_secret()
    {
        await Aurora.CustomerAsync("jane@example.com");
        var id = (await Aurora.FindCustomerAsync("jane@example.com"))!.Id;

        var customer = (await PostAsync("customers/get", new { customer_id = id })).Data.GetProperty("customer");

        Assert.Equal(("active", 3, "EUR"), (Text(customer, "status"), customer.GetProperty("total_orders").GetInt32(), Text(customer, "currency")));
        Assert.Equal(await SpentAsync(id), customer.GetProperty("total_spent").GetDecimal());
        Assert.Equal(
            await _platform.AsAsync(Aurora, db => db.Orders.MaxAsync(order => order.PlacedAt)),
            customer.GetProperty("last_order_at").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("hash", customer.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("folded", customer.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Somebody_who_has_not_accepted_is_invited_and_has_spent_nothing()
    {
        await Aurora.InviteAsync("jane@example.com");

        var customer = (await PostAsync("customers/all")).Data.GetProperty("data")[0];

        Assert.Equal(
            ("invited", 0, 0m),
            (Text(customer, "status"), customer.GetProperty("total_orders").GetInt32(), customer.GetProperty("total_spent").GetDecimal()));
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null), (customer.GetProperty("last_order_at").ValueKind, customer.GetProperty("currency").ValueKind));
    }

    [Theory]
    [InlineData("ja"), InlineData("JANE@"), InlineData("jane@example.com"), InlineData("Åsa"), InlineData("asa öst"), InlineData("OSTERLUND"),
        InlineData("kaffee"), InlineData("  asa  ")]
    public async Task A_search_finds_the_beginning_of_address_names_and_company(string wanted)
    {
        await AddAsync("jane@example.com", "Åsa", "Österlund", "Kaffeehaus & Söhne");
        await AddAsync("john@other.example", "John", "Doe", null);

        Assert.Equal(["jane@example.com"], await EmailsAsync("customers/all", new { search_query = wanted }));
        Assert.Equal(["jane@example.com"], await EmailsAsync("customers/list", new { search_query = wanted }));
    }

    [Theory]
    [InlineData("ane"), InlineData("example.com"), InlineData("haus"), InlineData("%"), InlineData("_ane"), InlineData("\u0301")]
    public async Task A_search_finds_nothing_by_the_middle_and_knows_no_wildcards(string wanted)
    {
        await AddAsync("jane@example.com", "Jane", "Doe", "Kaffeehaus");

        Assert.Empty(await EmailsAsync("customers/all", new { search_query = wanted }));
        Assert.Empty(await EmailsAsync("customers/list", new { search_query = wanted }));
    }

    [Theory]
    [InlineData("email", "a@example.com,b@example.com,c@example.com")]
    [InlineData("firstname", "c@example.com,a@example.com,b@example.com")]
    [InlineData("lastname", "b@example.com,c@example.com,a@example.com")]
    [InlineData("id", "b@example.com,a@example.com,c@example.com")]
    [InlineData("created_at", "b@example.com,a@example.com,c@example.com")]
    [InlineData("total_orders", "b@example.com,a@example.com,c@example.com")]
    public async Task A_list_is_sorted_both_ways_and_paged(string key, string expected)
    {
        await AddAsync("b@example.com", "Émile", "Adams", null);
        await AddAsync("a@example.com", "Dora", "Zola", null);
        await AddAsync("c@example.com", "anna", "Müller", null);
        string[] ascending = expected.Split(',');

        Assert.Equal(ascending, await EmailsAsync("customers/all", new { sortKey = key, sortOrder = "asc" }));
        Assert.Equal(ascending.Reverse(), await EmailsAsync("customers/all", new { sortKey = key, sortOrder = "desc" }));
        Assert.Equal(ascending[2..], await EmailsAsync("customers/all", new { sortKey = key, sortOrder = "asc", page = 2, per_page = 2 }));
        Assert.Equal(["c@example.com", "a@example.com", "b@example.com"], await EmailsAsync("customers/all", new { }));
    }

    [Fact]
    public async Task Customers_are_told_apart_by_state()
    {
        await Aurora.CustomerAsync("active@example.com");
        await Aurora.InviteAsync("invited@example.com");

        Assert.Equal(["active@example.com"], await EmailsAsync("customers/all", new { status = "active" }));
        Assert.Equal(["invited@example.com"], await EmailsAsync("customers/all", new { status = "invited" }));
        Assert.Equal(1, (await PostAsync("customers/all", new { status = "invited" })).Data.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("page", "1000000000000"), InlineData("page", "0"), InlineData("per_page", "201"), InlineData("sortKey", "\"password_hash\""),
        InlineData("sortOrder", "\"up\"")]
    [InlineData("status", "\"deleted\"")]
    public async Task A_list_that_cannot_be_is_refused_under_its_field(string field, string value)
    {
        var answer = await Aurora.MerchantApi.PostRawAsync("customers/all", Requests.Body($$"""{"{{field}}":{{value}}}"""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error(field));
    }

    [Fact]
    public async Task A_page_far_behind_the_last_is_empty()
    {
        await Aurora.InviteAsync("jane@example.com");

        var page = (await PostAsync("customers/all", new { page = 1_000_000, per_page = 200 })).Data;

        Assert.Equal((0, 1), (page.GetProperty("data").GetArrayLength(), page.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task The_short_list_holds_fifty_at_most_and_tells_how_many()
    {
        await _platform.AsAsync(Aurora, db =>
        {
            db.Customers.AddRange(Enumerable.Range(0, 60).Select(number => NewCustomer($"many-{number:00}@example.com", null, null, null)));
            return db.SaveChangesAsync();
        });

        var answer = await PostAsync("customers/list", new { search_query = "many-" });

        Assert.Equal((50, 50), (answer.Data.GetArrayLength(), answer.Json.GetProperty("total").GetInt32()));
        Assert.Equal("many-00@example.com", Text(answer.Data[0], "email"));
    }

    [Fact]
    public async Task Another_shops_customer_is_unknown_like_one_that_does_not_exist()
    {
        await _platform.Birch.InviteAsync("jane@example.com");
        var foreign = (await _platform.Birch.FindCustomerAsync("jane@example.com"))!.Id;

        foreach (var path in new[] { "customers/get", "customers/update", "customers/delete", "customers/deletion-preview" })
        {
            var (theirs, none) = (await PostAsync(path, new { customer_id = foreign }), await PostAsync(path, new { customer_id = 987654321 }));
            Assert.Equal((HttpStatusCode.NotFound, none.Status, none.Text), (theirs.Status, theirs.Status, theirs.Text));
        }

        Assert.Empty(await EmailsAsync("customers/all", new { }));
        Assert.NotNull(await _platform.Birch.FindCustomerAsync("jane@example.com"));
    }

    private async Task<decimal> SpentAsync(long customer) =>
        await _platform.AsAsync(
            Aurora,
            db => db.Orders.Where(order => order.CustomerId == customer && order.PaymentStatus == PaymentStatus.Paid)
                .SumAsync(order => order.TotalMinor)) / 100m;

    private Task<int> AddAsync(string email, string? firstname, string? lastname, string? company) => _platform.AsAsync(Aurora, db =>
    {
        db.Customers.Add(NewCustomer(email, firstname, lastname, company));
        return db.SaveChangesAsync();
    });

    private Customer NewCustomer(string email, string? firstname, string? lastname, string? company) => new()
    {
        MerchantId = Aurora.Id,
        Email = email,
        NormalizedEmail = email,
        Firstname = firstname,
        Lastname = lastname,
        Company = company,
        CreatedAt = _platform.Clock.Now,
    };

    private Task<ApiAnswer> PostAsync(string path, object? body = null) => Aurora.MerchantApi.PostAsync(path, body ?? new { });

    private async Task<List<string>> EmailsAsync(string path, object body)
    {
        var data = (await PostAsync(path, body)).Data;
        return [.. (data.ValueKind == JsonValueKind.Array ? data : data.GetProperty("data")).EnumerateArray().Select(row => Text(row, "email")!)];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
