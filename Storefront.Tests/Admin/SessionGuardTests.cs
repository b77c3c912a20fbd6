using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Admin.Layout;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

public sealed class SessionGuardTests(TestPlatform platform) : AdminComponentTest(platform), IClassFixture<TestPlatform>
{
    [Fact]
    public async Task The_content_leaves_within_two_seconds_of_the_sessions_end()
    {
        await OpenAsync(Platform.Aurora, StaffScene.OwnerOfAurora);
        var guard = Render<SessionGuard>(set => set.AddChildContent("<p>content</p>"));
        Assert.Contains("content", guard.Markup, StringComparison.Ordinal);

        await EndSessionsAsync(StaffScene.OwnerOfAurora);

        await Eventually.IsSoAsync(() => Services.GetRequiredService<NavigationManager>().Uri.EndsWith(
            "/admin/sign-in?ended=1", StringComparison.Ordinal));
        Assert.DoesNotContain("content", guard.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_visitor_sees_nothing() =>
        Assert.Equal("", Render<SessionGuard>(set => set.AddChildContent("<p>content</p>")).Markup.Trim());
}
