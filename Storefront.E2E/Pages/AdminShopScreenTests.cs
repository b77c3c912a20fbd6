using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every screen of a shop in the admin, inspected by <see cref="AdminWalk"/>.</summary>
[Collection(OnTheSite.Name)]
public sealed class AdminShopScreenTests(Site site)
{
    [Fact]
    public async Task Every_screen_of_a_shop_is_accessible_at_three_widths()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var walk = new AdminWalk(site, visitor);

        await AdminShopTours.ScreensAsync(walk, site.Aurora);

        Assert.True(walk.Problems.Count == 0, string.Join('\n', walk.Problems));
    }
}
