using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

public sealed partial class UpdateProfileTests
{
    [Theory, MemberData(nameof(Doors))]
    public async Task Addresses_are_saved_and_an_absent_one_stays(string name)
    {
        var email = $"address-{name}@example.com";
        var session = await SignedInAsync(name, email);
        Assert.True((await Open(name).DoAsync(
            session, AccountOperation.UpdateAddresses, [.. Address("default_billing"), .. Address("default_shipping", "Gent", "BE")])).IsDone);

        Assert.True((await Open(name).DoAsync(session, AccountOperation.UpdateAddresses, Address("default_billing", "Delft"))).IsDone);

        var customer = (await platform.Aurora.FindCustomerAsync(email))!;
        Assert.Equal(
            new PostalAddress
            {
                Firstname = "Ann",
                Lastname = "Bee",
                Street = "Oudegracht",
                Number = "7",
                Postcode = "3511 AE",
                City = "Delft",
                Country = "NL"
            },
            customer.DefaultBilling);
        Assert.Equal(("Gent", "BE"), (customer.DefaultShipping!.City, customer.DefaultShipping.Country));
    }

    [Theory]
    [InlineData("API", "city", "")]
    [InlineData("browser", "city", "")]
    [InlineData("API", "street", "")]
    [InlineData("browser", "street", "")]
    [InlineData("API", "postcode", "")]
    [InlineData("browser", "postcode", "")]
    [InlineData("API", "country", "US")]
    [InlineData("browser", "country", "US")]
    [InlineData("API", "phone", "x")]
    [InlineData("browser", "phone", "x")]
    public async Task An_invalid_address_is_reported_by_its_dotted_name_and_neither_changes(string name, string field, string value)
    {
        var email = $"dotted-{name}-{field}@example.com";
        var session = await SignedInAsync(name, email);
        var dotted = $"default_shipping.{field}";

        var refused = await Open(name).DoAsync(session, AccountOperation.UpdateAddresses,
            [.. Address("default_billing"), .. Address("default_shipping").Select(one => one.Item1 == dotted ? (dotted, value) : one)]);

        Assert.NotNull(refused.Error(dotted));
        Assert.Null((await platform.Aurora.FindCustomerAsync(email))!.DefaultBilling);
    }

    [Fact]
    public async Task An_address_is_removed_by_null_and_on_the_page_by_emptying_it()
    {
        var session = await SignedInAsync("API", "away@example.com");
        await Open("API").DoAsync(session, AccountOperation.UpdateAddresses, [.. Address("default_billing"), .. Address("default_shipping")]);

        await platform.Aurora.Api(session).PostAsync("customer/addresses/update", new { default_billing = (object?)null });
        var browser = (await Open("browser").SignInAsync("away@example.com", Shop.GoodPassword)).Session!;
        var emptied = await Open("browser")
            .DoAsync(browser, AccountOperation.UpdateAddresses, [.. Address("default_shipping").Select(one => (one.Item1, (object?)""))]);

        Assert.True(emptied.IsDone, emptied.Message);
        var customer = (await platform.Aurora.FindCustomerAsync("away@example.com"))!;
        Assert.Null(customer.DefaultBilling);
        Assert.Null(customer.DefaultShipping);
    }

    [Theory]
    [InlineData("""{"default_billing":"Street 1"}""", "default_billing")]
    [InlineData("""{"default_billing":{"city":5}}""", "default_billing.city")]
    [InlineData("""{"default_billing":{}}""", "default_billing.city")]
    [InlineData("""{"default_shipping":[]}""", "default_shipping")]
    public async Task A_wrong_form_of_address_is_refused_under_its_name(string body, string field)
    {
        var session = await SignedInAsync("API", $"forms-{body.Length}-{field}@example.com");

        var refused = await platform.Aurora.Api(session)
            .PostRawAsync("customer/addresses/update", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Error(field));
    }
}
