using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Browse;

/// <summary>What a merchant sees of a customer's consents and of what happened to the account.</summary>
public sealed class CustomerHistoryTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task Consents_and_events_are_told_without_an_address()
    {
        var token = await platform.Aurora.CustomerAsync("jane@example.com");
        await platform.Aurora.Api(token).PostAsync("customer/preferences/cart-reminder", new { enabled = true });
        var customer = new { customer_id = (await platform.Aurora.FindCustomerAsync("jane@example.com"))!.Id };

        var answer = await platform.Aurora.MerchantApi.PostAsync("customers/history/get", customer);

        var history = answer.Data.GetProperty("history");
        var consent = Assert.Single(history.GetProperty("consents").EnumerateArray());
        Assert.Equal(("cart_reminder", true), (consent.GetProperty("kind").GetString(), consent.GetProperty("is_given").GetBoolean()));
        Assert.Equal("customer.consent_given", history.GetProperty("events")[0].GetProperty("event").GetString());
        Assert.DoesNotContain("example.com", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("client_address", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await platform.Birch.MerchantApi.PostAsync("customers/history/get", customer)).Status);
    }
}
