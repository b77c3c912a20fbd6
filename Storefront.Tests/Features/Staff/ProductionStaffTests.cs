using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

/// <summary>Staff outside Development, on a database that was a developer's before.</summary>
public sealed class ProductionStaffTests(OutsideDevelopment site) : IClassFixture<OutsideDevelopment>
{
    [Fact]
    public async Task A_demo_member_neither_signs_in_nor_goes_on_with_a_living_cookie()
    {
        var browser = site.Developers.StaffBrowser();
        await browser.SignInAsync(StaffScene.OwnerOfAurora);
        Assert.True(await browser.IsSignedInAsync());

        var moved = new Browser(site.Program.Client("localhost")) { Cookies = new(browser.Cookies) };
        Assert.StartsWith("/admin/sign-in", (await moved.GetAsync("/admin")).Location, StringComparison.Ordinal);
        Assert.Equal("admin.no_shop", (await FindAsync(StaffScene.OwnerOfAurora, 1)).Refusal?.Code);
        var typed = await site.Program.StaffBrowser().SignInAsync(StaffScene.OwnerOfAurora);

        Assert.Equal((HttpStatusCode.OK, "This address and password do not belong together."), (typed.Status, typed.Problem("email")));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData(StaffRole.Owner, "admin.no_second_factor")]
    [InlineData(StaffRole.Manager, null)]
    [InlineData(StaffRole.Viewer, null)]
    public async Task An_owner_works_only_with_a_second_factor_and_the_others_without(StaffRole role, string? expected)
    {
        var email = $"{role}@production.example".ToLowerInvariant();
        await site.Developers.JoinAsync(site.Developers.Aurora, email, role);

        Assert.Equal(expected, (await FindAsync(email, 1)).Refusal?.Code);
        Assert.Equal("admin.no_shop", (await FindAsync(email, 2)).Refusal?.Code);
    }

    [Fact]
    public async Task The_set_up_of_a_second_factor_leads_back_to_the_page_that_was_asked_for()
    {
        const string email = "deep@production.example";
        const string asked = "/admin/shops/1/invitations?tab=bounced";
        await site.Developers.JoinAsync(site.Developers.Aurora, email, StaffRole.Owner);
        var browser = site.Program.StaffBrowser();
        await browser.SignInAsync(email, Shop.GoodPassword);
        var page = await browser.GetAsync("/admin/two-factor/set-up?return=" + Uri.EscapeDataString(asked));

        var connected = await browser.SubmitAsync(page, ("Code", AuthenticatorApp.CodeOf(page.Page.QuerySelector("main code")!.TextContent)));

        Assert.Equal(asked, connected.Page.QuerySelector("main a.button")!.GetAttribute("href"));
        Assert.Null((await FindAsync(email, 1)).Refusal);
        var elsewhere = await browser.GetAsync("/admin/two-factor/set-up?return=" + Uri.EscapeDataString("https://evil.example/admin"));
        Assert.Equal("/admin", elsewhere.Page.QuerySelector("main a")!.GetAttribute("href"));
    }

    // What an open page of the member is told.
    private async Task<Result<StaffMember>> FindAsync(string email, long shopId)
    {
        await using var scope = site.Program.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<StaffSessions>();
        return await sessions.FindMemberAsync(await sessions.OpenAsync(await site.Program.StaffIdAsync(email), default), shopId, default);
    }
}
