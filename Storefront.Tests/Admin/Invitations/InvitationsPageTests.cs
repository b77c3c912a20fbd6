using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Admin.Invitations;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin.Invitations;

public sealed class InvitationsPageTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_lists_its_own_shop_only_and_counts_each_tab()
    {
        await Platform.Aurora.InviteAsync("listed@example.com");
        await Platform.Birch.InviteAsync("of-birch@example.com");

        var page = await DrawAsync(StaffScene.OwnerOfAurora);

        await page.WaitForAssertionAsync(
            () => Assert.Contains("listed@example.com", page.Find(".admin-list").TextContent, StringComparison.Ordinal), Patience);
        Assert.DoesNotContain("of-birch", page.Markup, StringComparison.Ordinal);
        Assert.NotEqual("0", page.Find(".admin-tabs a[aria-current] .admin-count").TextContent);
    }

    [Fact]
    public async Task A_viewer_sees_the_list_and_no_way_to_invite()
    {
        await Platform.JoinAsync(Platform.Aurora, "reader@pages.example", StaffRole.Viewer);

        var (viewers, owners) = (await DrawAsync("reader@pages.example"), await DrawAsync(StaffScene.OwnerOfAurora));

        Assert.DoesNotContain("Invite somebody", viewers.Markup, StringComparison.Ordinal);
        Assert.Contains("Invite somebody", owners.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_into_the_search_stands_in_the_address()
    {
        var page = await DrawAsync(StaffScene.OwnerOfAurora);

        await page.Find("#search").InputAsync("jane");

        await page.WaitForAssertionAsync(
            () => Assert.EndsWith("/invitations?q=jane", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal), Patience);
    }

    private async Task<IRenderedComponent<InvitationsPage>> DrawAsync(string email)
    {
        var shop = await OpenAsync(Platform.Aurora, email);
        return Render<InvitationsPage>(set => set.AddCascadingValue(shop).Add(page => page.ShopId, shop.Merchant.Id));
    }
}
