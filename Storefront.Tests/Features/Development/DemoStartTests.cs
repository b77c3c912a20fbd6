using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Development;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

public sealed class DemoStartTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_start_that_was_killed_halfway_is_completed_by_the_next_one()
    {
        await _platform.AsAsync(_platform.Birch, db => db.MerchantTokens.ExecuteDeleteAsync());
        await _platform.AsAsync(_platform.Birch, db => db.Orders.ExecuteDeleteAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await InviteAsync(_platform.Birch)).Status);

        await StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await InviteAsync(_platform.Birch)).Status);
        Assert.Equal((3, 1), (await _platform.Aurora.CountAsync(db => db.Orders), await _platform.Birch.CountAsync(db => db.Orders)));
        Assert.Equal((3, 2), (await _platform.Aurora.CountAsync(db => db.MerchantTokens), await _platform.Birch.CountAsync(db => db.MerchantTokens)));
    }

    [Fact]
    public async Task A_filled_database_or_one_with_other_shops_is_left_unchanged()
    {
        await _platform.UnchangedAsync(StartAsync);

        // The first demo merchant became an operator's own merchant.
        await _platform.AsAsync(_platform.Aurora, db => db.MerchantTokens.ExecuteDeleteAsync());
        await _platform.AsAsync(
            _platform.Aurora,
            db => db.Merchants.Where(row => row.Id == 1).ExecuteUpdateAsync(set => set.SetProperty(row => row.SenderAddress, "own@shop.example")));
        await _platform.UnchangedAsync(StartAsync);
    }

    [Theory, InlineData("2027-01-01"), InlineData("2027-01-14"), InlineData("2027-01-16"), InlineData("2027-12-31")]
    public async Task Demo_orders_are_in_the_past_on_any_day(string day)
    {
        _platform.Clock.Turn(DateTimeOffset.Parse(
            day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal) - _platform.Clock.Now);

        foreach (var shop in new[] { _platform.Aurora, _platform.Birch })
        {
            var orders = await _platform.AsAsync(shop, db => db.Orders.ToListAsync());
            Assert.NotEmpty(orders);
            Assert.All(orders, order => Assert.True(order.PlacedAt < _platform.Clock.Now, $"{order.OrderNumber} {order.PlacedAt}"));
        }
    }

    private async Task<int> StartAsync()
    {
        await _platform.Services.GetServices<IStartStep>().OfType<DemoStart>().Single().RunAsync(default);
        return 0;
    }

    private static Task<ApiAnswer> InviteAsync(Shop shop) => shop.MerchantApi.PostAsync("customers/invite", new { email = "jane@example.com" });
}
