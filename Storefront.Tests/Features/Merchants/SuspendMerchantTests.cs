using System.Net;
using System.Text.Json;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>The operator closes a shop and opens it again.</summary>
public sealed class SuspendMerchantTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_suspended_shop_is_closed_until_it_is_resumed_and_loses_nothing()
    {
        var session = await _platform.Aurora.CustomerAsync("jane@example.com");

        Assert.Equal("Merchant 1 is suspended.", await CommandAsync("suspend"));
        Assert.Equal("Merchant 1 is suspended.", await CommandAsync("suspend"));

        Assert.Equal(HttpStatusCode.NotFound, (await _platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _platform.Birch.NewBrowser().GetAsync("/account/sign-in")).Status);
        Assert.Equal("suspended", StateOf(await _platform.CommandAsync("merchants", "list", "--json"), 1));

        Assert.Equal("Merchant 1 is open.", await CommandAsync("resume"));

        Assert.True(await _platform.Aurora.Door("API").IsSignedInAsync(session));
        Assert.Equal("open", StateOf(await _platform.CommandAsync("merchants", "list", "--json"), 1));
        Assert.Equal(
            ["merchant.suspended shop: open to suspended", "merchant.resumed shop: suspended to open"],
            (await _platform.Aurora.EventsAsync(Guid.Empty)).Where(line => line.StartsWith("merchant.", StringComparison.Ordinal)));
    }

    private async Task<string> CommandAsync(string command)
    {
        var printed = await _platform.CommandAsync("merchants", command, "--merchant", "1");
        _platform.Clock.Turn(MerchantDirectory.Freshness);
        return printed;
    }

    private static string? StateOf(string json, long id)
    {
        using var merchants = JsonDocument.Parse(json);
        return merchants.RootElement.EnumerateArray().Single(merchant => merchant.GetProperty("id").GetInt64() == id)
            .GetProperty("state").GetString();
    }
}
