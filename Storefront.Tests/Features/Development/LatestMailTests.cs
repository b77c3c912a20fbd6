using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

/// <summary>The newest mail to an address, for programs on a developer's machine.</summary>
public sealed class LatestMailTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task It_is_there_at_once_with_its_link_and_secret()
    {
        await platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "latest@example.com" });
        var first = await LatestAsync("localhost", "latest@example.com");
        var id = (await platform.Aurora.FindCustomerAsync("latest@example.com"))!.Id;
        await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id });

        var second = await LatestAsync("localhost", "Latest@Example.com");

        Assert.NotEqual(first.GetProperty("token").GetString(), second.GetProperty("token").GetString());
        Assert.StartsWith("http", second.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Contains("aurora.localhost", second.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.True((await platform.Aurora.Door("API").AcceptAsync(
            new(new(second.GetProperty("link").GetString()!), "latest@example.com", second.GetProperty("token").GetString()!),
            Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task A_code_is_told_by_itself()
    {
        var session = await platform.Birch.CustomerAsync("coded@example.com");
        await platform.Birch.Api(session)
            .PostAsync("customer/email/change", new { email = "coded-new@example.com", current_password = Shop.GoodPassword });

        var mail = await LatestAsync("birch.localhost", "coded-new@example.com");

        Assert.Matches("^[0-9]{6}$", mail.GetProperty("code").GetString());
        Assert.Equal(
            HttpStatusCode.OK,
            (await platform.Birch.Api(session)
                .PostAsync("customer/email/change/verify", new { token = mail.GetProperty("code").GetString() })).Status);
    }

    [Theory]
    [InlineData("localhost", "nobody@example.com")]
    [InlineData("localhost", "no address")]
    [InlineData("localhost", "")]
    [InlineData("birch.localhost", "neighbour@example.com")]
    public async Task Where_there_is_none_to_be_seen_it_is_404(string host, string to)
    {
        await platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "neighbour@example.com" });

        Assert.Equal(
            HttpStatusCode.NotFound, (await platform.Client(host).GetAsync($"/_dev/mailbox/latest?to={Uri.EscapeDataString(to)}")).StatusCode);
    }

    private async Task<JsonElement> LatestAsync(string host, string to) =>
        JsonDocument.Parse(await platform.Client(host).GetStringAsync($"/_dev/mailbox/latest?to={to}")).RootElement;
}
