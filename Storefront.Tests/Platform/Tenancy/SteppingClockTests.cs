using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>What is remembered of a shop ages by the monotonic clock: a wall clock that steps keeps no closed shop open and no old brand
/// alive.</summary>
public sealed class SteppingClockTests : IAsyncDisposable
{
    // What is promised, and the moment that the answer itself may take.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);
    private readonly TestPlatform _platform = new();

    public static TheoryData<int> Steps => [0, -1, 1, -400, 400];

    private Shop Aurora => _platform.Aurora;

    private Shop Birch => _platform.Birch;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, MemberData(nameof(Steps))]
    public async Task A_suspended_shop_closes_in_time_and_the_other_stays_open(int days)
    {
        await Aurora.CustomerAsync("open@example.com");
        await Birch.CustomerAsync("open@example.com");
        await SuspendAsync(Aurora);

        _platform.Clock.Step(TimeSpan.FromDays(days));
        _platform.Clock.Turn(Promised);

        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.NewBrowser().GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "late@example.com" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);
        Assert.False((await Aurora.Door("API").SignInAsync("open@example.com", Shop.GoodPassword)).IsSignedIn);
        Assert.All(
            await Task.WhenAll(Birch.Doors.Select(door => door.SignInAsync("open@example.com", Shop.GoodPassword))),
            outcome => Assert.True(outcome.IsSignedIn));
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task A_new_name_and_new_colours_are_seen_in_time(int days)
    {
        var before = await Aurora.NewBrowser().GetAsync("/account/sign-in");
        await _platform.AsAsync(Aurora, db => db.Merchants.Where(merchant => merchant.Id == 1)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(merchant => merchant.Name, "Aurora Roasters").SetProperty(merchant => merchant.PrimaryColor, "#123456")));

        _platform.Clock.Step(TimeSpan.FromDays(days));
        _platform.Clock.Turn(Promised);

        var after = await Aurora.NewBrowser().GetAsync("/account/sign-in");
        Assert.Contains("Aurora Roasters", after.Text, StringComparison.Ordinal);
        Assert.NotEqual(SheetOf(before), SheetOf(after));
        Assert.DoesNotContain("Aurora Roasters", (await Birch.NewBrowser().GetAsync("/account/sign-in")).Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Steps))]
    public async Task A_host_that_was_unknown_is_found_in_time_once_it_is_a_shops(int days)
    {
        var browser = new Browser(_platform.Client("late.localhost"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/")).Status);
        await _platform.AsAsync(
            Birch,
            db =>
                db.MerchantHosts.Where(host => host.MerchantId == 2).ExecuteUpdateAsync(set => set.SetProperty(host => host.Host, "late.localhost")));

        _platform.Clock.Step(TimeSpan.FromDays(days));
        _platform.Clock.Turn(Promised);

        Assert.Contains("Birch", (await browser.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    private static string SheetOf(BrowserAnswer page) => page.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private Task<int> SuspendAsync(Shop shop) => _platform.AsAsync(shop, db => db.Merchants.Where(merchant => merchant.Id == shop.Id)
        .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.SuspendedAt, _platform.Clock.Now)));
}
