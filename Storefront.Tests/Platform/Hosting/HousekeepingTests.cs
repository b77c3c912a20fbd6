using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Storefront.Platform.Erasure;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

public sealed class HousekeepingTests : IAsyncDisposable
{
    private readonly TestPlatform _platform = new();

    private Housekeeping Housekeeping => _platform.Services.GetRequiredService<Housekeeping>();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Ended_windows_are_deleted_in_small_steps_and_running_ones_stay()
    {
        await AddCountersAsync(_platform.Aurora, 1100, TimeSpan.FromMinutes(15));
        await AddCountersAsync(_platform.Birch, 3, TimeSpan.FromMinutes(15));
        await AddCountersAsync(_platform.Birch, 2, TimeSpan.FromHours(1));
        _platform.Clock.Turn(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await Housekeeping.TidyAsync(default));

        _platform.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1103, await Housekeeping.TidyAsync(default));

        Assert.Equal(2, await _platform.Birch.CountAsync(db => db.AttemptCounters));
    }

    [Fact]
    public async Task Sessions_are_deleted_30_days_after_their_end()
    {
        var link = await _platform.Aurora.InviteAsync("jane@example.com");
        var bearer = (await _platform.Aurora.Doors[0].AcceptAsync(link, Shop.GoodPassword)).Session!;
        await _platform.Aurora.Doors[1].SignInAsync(link.Email, Shop.GoodPassword);

        // The browser's session ends after a day without use, the app's after 30.
        _platform.Clock.Turn(TimeSpan.FromDays(29));
        Assert.True(await _platform.Aurora.Doors[0].IsSignedInAsync(bearer));
        await TidyAsync();
        Assert.Equal(2, await SessionsAsync());

        _platform.Clock.Turn(TimeSpan.FromDays(2));
        await TidyAsync();
        Assert.Equal(1, await SessionsAsync());
        Assert.True(await _platform.Aurora.Doors[0].IsSignedInAsync(bearer));

        _platform.Clock.Turn(TimeSpan.FromDays(60));
        await TidyAsync();
        Assert.Equal(0, await SessionsAsync());
    }

    [Fact]
    public async Task Deliveries_of_webhooks_are_deleted_after_30_days_and_those_of_deletions_stay()
    {
        await _platform.Aurora.NewWebhookAsync("http://127.0.0.1:9/hook");
        var session = await _platform.Aurora.CustomerAsync("gone@example.com");
        await new ApiDoor(_platform.Aurora).DeleteAsync(session, Shop.GoodPassword);
        await _platform.Aurora.InviteQuietlyAsync("stays@example.com");
        _platform.Clock.Turn(TimeSpan.FromDays(30) - TimeSpan.FromMilliseconds(1));
        await TidyAsync();
        Assert.Equal(2, (await _platform.Aurora.DeliveriesAsync()).Count);

        _platform.Clock.Turn(TimeSpan.FromMilliseconds(1));
        await TidyAsync();

        Assert.Equal("customer.deleted", Assert.Single(await _platform.Aurora.DeliveriesAsync()).Event);
    }

    [Fact]
    public async Task Sent_mails_are_deleted_after_90_days_and_unsent_ones_stay()
    {
        await _platform.Aurora.InviteAsync("sent@example.com");
        await _platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "queued@example.com" });
        _platform.Clock.Turn(TimeSpan.FromDays(89));
        await TidyAsync();
        Assert.Equal(2, await _platform.Aurora.CountAsync(db => db.OutboxMails));

        _platform.Clock.Turn(TimeSpan.FromDays(1));
        await TidyAsync();

        Assert.Equal(
            OutboxState.Queued,
            Assert.Single(await _platform.AsAsync(_platform.Aurora, db => db.OutboxMails.Select(mail => mail.State).ToListAsync())));
        Assert.NotNull(await _platform.Aurora.FindCustomerAsync("sent@example.com"));
    }

    [Fact]
    public async Task Housekeeping_runs_every_hour_at_every_merchant()
    {
        Shop[] shops = [_platform.Aurora, _platform.Birch];
        foreach (var shop in shops)
        {
            await AddCountersAsync(shop, 1, TimeSpan.FromMinutes(15));
            await shop.AddAsync(shop.Order("guest@example.com", "OLD-1", placedAt: new DateTimeOffset(2010, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        }

        _platform.Clock.Turn(TimeSpan.FromMinutes(15));
        using var housekeeping = new Housekeeping(
            _platform.Services.GetRequiredService<IServiceScopeFactory>(), _platform.Services.GetRequiredService<Retention>(),
            _platform.Services.GetRequiredService<WalTruncator>(),
            _platform.Services.GetRequiredService<IRequestCounterStore>(), new SoleLeadership(),
            new HurriedClock(_platform.Clock), NullLogger<Housekeeping>.Instance);
        await housekeeping.StartAsync(default);

        foreach (var shop in shops)
        {
            await Eventually.IsSoAsync(async () => await shop.CountAsync(db => db.AttemptCounters) == 0);
            await Eventually.IsSoAsync(async () =>
                await shop.CountAsync(db => db.Orders.Where(order => order.OrderNumber == "OLD-1" && order.BuyerEmail == "")) == 1);
        }

        await housekeeping.StopAsync(default);
    }

    private Task<int> TidyAsync() => Housekeeping.TidyAsync(default);

    private Task<int> SessionsAsync() => _platform.Aurora.CountAsync(db => db.Sessions);

    private Task<int> AddCountersAsync(Shop shop, int count, TimeSpan window) => _platform.AsAsync(shop, db =>
    {
        var ends = (_platform.Clock.Now + window).ToUnixTimeMilliseconds();
        db.AddRange(Enumerable.Range(0, count)
            .Select(number => new AttemptCounter { MerchantId = shop.Id, Key = $"{window}:{number}", Count = 1, WindowEndsAt = ends }));
        return db.SaveChangesAsync();
    });

    /// <summary>The platform's clock, on which an hour passes in a tenth of a second.</summary>
    private sealed class HurriedClock(TimeProvider clock) : TimeProvider
    {
        private const int Hurry = 36_000;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime / Hurry, period);
    }
}
