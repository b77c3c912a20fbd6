using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Update;

/// <summary>What a merchant's program may change about a customer.</summary>
public sealed class UpdateCustomerTests : IAsyncDisposable
{
    private const string Email = "jane@example.com";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task What_is_named_changes_and_everything_else_stays()
    {
        var bearer = await Aurora.CustomerAsync(Email);
        await UpdateAsync(new
        {
            firstname = "Jane",
            lastname = "Doe",
            company = "Doe & Co",
            external_id = "ERP-7",
            metadata = new { b = "2", a = "1" },
            locale = "nl"
        });

        var answer = await UpdateAsync(new { lastname = "Roe", company = (string?)null });

        var customer = answer.Data.GetProperty("customer");
        Assert.Equal(("Jane", "Roe", "ERP-7"), (Text(customer, "firstname"), Text(customer, "lastname"), Text(customer, "external_id")));
        Assert.Equal((null, "nl"), (Text(customer, "company"), Text(customer, "locale")));
        Assert.Equal("""{"a":"1","b":"2"}""", customer.GetProperty("metadata").GetRawText());
        Assert.Equal("Roe", Text((await Aurora.Api(bearer).PostAsync(Requests.Profile)).Data.GetProperty("customer"), "lastname"));
    }

    [Fact]
    public async Task A_changed_name_is_found_and_the_former_one_no_more()
    {
        await Aurora.InviteAsync(Email, "Jane", "Doe");
        await UpdateAsync(new { firstname = "Zoë" });

        Assert.Equal(1, await CountAsync("zoe"));
        Assert.Equal(0, await CountAsync("jane d"));
    }

    [Fact]
    public async Task Notes_are_taken_away_by_null_and_by_an_empty_object()
    {
        await Aurora.InviteAsync(Email);
        foreach (var nothing in new object?[] { null, new { } })
        {
            await UpdateAsync(new { metadata = new { a = "1" } });
            Assert.Equal(
                JsonValueKind.Null, (await UpdateAsync(new { metadata = nothing })).Data.GetProperty("customer").GetProperty("metadata").ValueKind);
        }
    }

    [Fact]
    public async Task Address_password_and_totals_cannot_be_changed()
    {
        await Aurora.CustomerAsync(Email);
        var before = await Aurora.FindCustomerAsync(Email);

        await UpdateAsync(new
        {
            email = "other@example.com",
            password = "x",
            password_hash = "x",
            total_orders = 99,
            total_spent = 99,
            folded_name = "x",
            email_verified_at = (string?)null
        });

        var after = await Aurora.FindCustomerAsync(Email);
        Assert.Equal(
            (before!.PasswordHash, before.TotalOrders, before.SpentThousandths, before.EmailVerifiedAt),
            (after!.PasswordHash, after.TotalOrders, after.SpentThousandths, after.EmailVerifiedAt));
    }

    [Theory]
    [InlineData("firstname", "\"<b>\""), InlineData("phone", "\"call me\""), InlineData("account_type", "\"alien\""), InlineData("locale", "\"xx\"")]
    [InlineData("company", "17"), InlineData("external_id", "\"a\\nb\""), InlineData("metadata", "{\"a\":1}"), InlineData("metadata", "{\"\":\"x\"}"),
        InlineData("metadata", "[\"a\"]")]
    [InlineData("metadata", "{\"a\":null}"), InlineData("customer_id", "\"1\"")]
    public async Task A_bad_value_is_refused_under_its_field_and_nothing_changes(string field, string value)
    {
        await Aurora.InviteAsync(Email);
        var id = field == "customer_id" ? "" : $"\"customer_id\":{(await Aurora.FindCustomerAsync(Email))!.Id},";

        var answer = await _platform.UnchangedAsync(() =>
            Aurora.MerchantApi.PostRawAsync("customers/update", Requests.Body($$"""{{{id}}"{{field}}":{{value}}}""")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(answer.Json.GetProperty("errors").EnumerateObject(), error => error.Name.StartsWith(field, StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_than_twenty_notes_are_refused_and_long_ones_too()
    {
        await Aurora.InviteAsync(Email);

        Assert.NotNull((await UpdateAsync(new { metadata = Enumerable.Range(0, 21).ToDictionary(number => $"k{number}", _ => "v") }))
            .Error("metadata"));
        Assert.NotNull((await UpdateAsync(new { metadata = new { k = new string('v', 192) } })).Error("metadata"));
        Assert.Null((await UpdateAsync(new
        {
            metadata = Enumerable.Range(0, 20).ToDictionary(number => $"k{number}", _ => new string('v', 191))
        })).Code);
    }

    [Fact]
    public async Task A_business_needs_a_company()
    {
        await Aurora.InviteAsync(Email);

        Assert.NotNull((await UpdateAsync(new { account_type = "business" })).Error("company"));
        Assert.Equal(HttpStatusCode.OK, (await UpdateAsync(new { account_type = "business", company = "Doe & Co" })).Status);
    }

    [Fact]
    public async Task A_change_is_noted_and_what_changes_nothing_is_not()
    {
        await Aurora.InviteAsync(Email, "Jane", "Doe");
        await UpdateAsync(new { firstname = "Jane" });
        Assert.DoesNotContain("customer.changed_by_shop", await Aurora.EventsOfAsync(Email));

        await UpdateAsync(new { firstname = "Joan" });

        Assert.Contains("customer.changed_by_shop", await Aurora.EventsOfAsync(Email));
    }

    private async Task<ApiAnswer> UpdateAsync(object fields)
    {
        var body = JsonSerializer.SerializeToElement(fields).EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value);
        body["customer_id"] = (await Aurora.FindCustomerAsync(Email))!.Id;
        return await Aurora.MerchantApi.PostAsync("customers/update", body);
    }

    private async Task<int> CountAsync(string wanted) =>
        (await Aurora.MerchantApi.PostAsync("customers/all", new { search_query = wanted })).Data.GetProperty("total").GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
