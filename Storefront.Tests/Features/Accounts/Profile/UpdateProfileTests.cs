using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

public sealed partial class UpdateProfileTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private static readonly AccountOperation Profile = AccountOperation.UpdateProfile;

    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name, Shop? shop = null) => (shop ?? platform.Aurora).Doors.First(door => door.ToString() == name);

    private async Task<string> SignedInAsync(string name, string email)
    {
        await platform.Aurora.CustomerAsync(email);
        return (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;
    }

    private static (string, object?)[] Private(string firstname = "Ann", string lastname = "Bee", string phone = "+31 20 123 4567") =>
        [("firstname", firstname), ("lastname", lastname), ("phone", phone)];

    private static (string, object?)[] Address(string which, string city = "Utrecht", string country = "NL") =>
        [
            ($"{which}.firstname", "Ann"), ($"{which}.lastname", "Bee"), ($"{which}.street", "Oudegracht"), ($"{which}.number", "7"),
            ($"{which}.postcode", "3511 AE"), ($"{which}.city", city), ($"{which}.country", country), ($"{which}.phone", "")
        ];

    [Theory, MemberData(nameof(Doors))]
    public async Task Names_phone_and_company_are_saved_for_this_customer_only(string name)
    {
        var email = $"keeps-{name}@example.com";
        await platform.Birch.CustomerAsync(email);
        await platform.Aurora.CustomerAsync($"neighbour-{name}@example.com");
        var session = await SignedInAsync(name, email);

        var updated = await Open(name)
            .DoAsync(session, Profile, [.. Private(), ("account_type", "business"), ("company", "Bee & Co"), ("tax_number", "NL001")]);

        Assert.True(updated.IsDone, updated.Message);
        var customer = (await platform.Aurora.FindCustomerAsync(email))!;
        Assert.Equal(
            ("Ann", "Bee", "+31 20 123 4567", AccountType.Business, "Bee & Co", "NL001"),
            (customer.Firstname, customer.Lastname, customer.PhoneNumber, customer.AccountType, customer.Company, customer.TaxNumber));
        Assert.Null((await platform.Birch.FindCustomerAsync(email))!.Firstname);
        Assert.Null((await platform.Aurora.FindCustomerAsync($"neighbour-{name}@example.com"))!.Firstname);
    }

    [Theory]
    [InlineData("API", "firstname", "")]
    [InlineData("browser", "firstname", "")]
    [InlineData("API", "lastname", " ")]
    [InlineData("browser", "lastname", " ")]
    [InlineData("API", "phone", "")]
    [InlineData("API", "phone", "call me")]
    [InlineData("browser", "phone", "call me")]
    [InlineData("API", "firstname", "Win at www.example.com")]
    [InlineData("browser", "firstname", "Win at www.example.com")]
    [InlineData("API", "account_type", "robot")]
    [InlineData("browser", "account_type", "robot")]
    [InlineData("API", "tax_number", "12\u202e34")]
    [InlineData("browser", "tax_number", "12\u202e34")]
    public async Task An_invalid_field_is_reported_and_nothing_changes(string name, string field, string value)
    {
        var email = $"unfit-{name}-{field}-{value.Length}@example.com";
        var session = await SignedInAsync(name, email);
        (string Field, object? Value)[] good = [.. Private(), ("account_type", "private"), ("tax_number", "")];

        var refused = await Open(name).DoAsync(session, Profile, [.. good.Select(one => one.Field == field ? (field, value) : one)]);

        Assert.False(refused.IsDone);
        Assert.NotNull(refused.Error(field));
        Assert.Null((await platform.Aurora.FindCustomerAsync(email))!.Lastname);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_business_names_its_company(string name)
    {
        var session = await SignedInAsync(name, $"business-{name}@example.com");

        var refused = await Open(name).DoAsync(session, Profile, [.. Private(), ("account_type", "business"), ("company", " ")]);

        Assert.NotNull(refused.Error("company"));
        Assert.Equal(AccountType.Private, (await platform.Aurora.FindCustomerAsync($"business-{name}@example.com"))!.AccountType);
    }

    [Theory]
    [InlineData("API", 191, true)]
    [InlineData("browser", 191, true)]
    [InlineData("API", 192, false)]
    [InlineData("browser", 192, false)]
    public async Task Lengths_are_counted_in_characters(string name, int length, bool fits)
    {
        var session = await SignedInAsync(name, $"long-{name}-{length}@example.com");
        var word = string.Concat(Enumerable.Repeat("𝕏", length));

        var updated = await Open(name).DoAsync(session, Profile, Private(word, word, new('1', length)));

        Assert.Equal(fits, updated.IsDone);
    }

    [Fact]
    public async Task An_absent_optional_field_stays_and_an_address_in_the_body_is_ignored()
    {
        var session = await SignedInAsync("API", "absent@example.com");
        await Open("API").DoAsync(session, Profile, [.. Private(), ("account_type", "business"), ("company", "Bee & Co"), ("tax_number", "NL001")]);

        var updated = await platform.Aurora.Api(session)
            .PostAsync(
                Profile.ApiPath,
                new
                {
                    firstname = "Bo",
                    lastname = "Cee",
                    phone = "112",
                    tax_number = (string?)null,
                    email = "thief@example.com",
                    id = 1,
                    email_verified_at = (string?)null
                });

        var customer = updated.Data.GetProperty("customer");
        Assert.Equal(
            ("Bo", "business", "Bee & Co", "absent@example.com"),
            (
                customer.GetProperty("firstname").GetString(), customer.GetProperty("account_type").GetString(),
                customer.GetProperty("company").GetString(), customer.GetProperty("email").GetString()));
        Assert.Equal(JsonValueKind.Null, customer.GetProperty("tax_number").ValueKind);
        Assert.Null(await platform.Aurora.FindCustomerAsync("thief@example.com"));
    }

    [Fact]
    public async Task A_token_of_another_shop_or_of_the_merchant_changes_nothing()
    {
        var session = await SignedInAsync("API", "foreign@example.com");
        var body = new { firstname = "X", lastname = "Y", phone = "111" };

        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Birch.Api(session).PostAsync(Profile.ApiPath, body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.MerchantApi.PostAsync(Profile.ApiPath, body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.Api().PostAsync("customer/addresses/update", new { })).Status);
        Assert.Null((await platform.Aurora.FindCustomerAsync("foreign@example.com"))!.Firstname);
    }
}
