using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.PageCache;

public sealed partial class PageCacheMiddlewareTests
{
    [Fact]
    public async Task A_link_that_ended_meanwhile_is_not_shown_as_usable()
    {
        var link = await _platform.Aurora.InviteAsync("jane@example.com");
        var browser = _platform.Aurora.NewBrowser();
        var before = await browser.OpenAsync(link.Address.PathAndQuery);
        await _platform.Aurora.Doors[0].AcceptAsync(link, Shop.GoodPassword);

        var after = await browser.GetAsync(link.Address.AbsolutePath);

        Assert.NotNull(before.Page.QuerySelector("#password"));
        Assert.Null(after.Page.QuerySelector("#password"));
        Assert.Null((await _platform.Birch.NewBrowser().GetAsync(link.Address.AbsolutePath)).Page.QuerySelector("#password"));
    }

    [Fact]
    public async Task A_change_of_the_merchant_takes_effect_in_time()
    {
        await _platform.Aurora.NewBrowser().GetAsync(SignIn);
        await _platform.AsAsync(
            _platform.Aurora,
            db => db.Merchants.Where(merchant => merchant.Id == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(merchant => merchant.Name, "Aurora Roasters")));
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.Contains("Aurora Roasters", (await _platform.Aurora.NewBrowser().GetAsync(SignIn)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aurora", (await _platform.Birch.NewBrowser().GetAsync(SignIn)).Text, StringComparison.Ordinal);
    }
}
