using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Storefront.E2E.Pages;
using Storefront.E2E.Support;
using Storefront.Tests.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Members of a shop: the first comes in by a command, one may only look, one is removed, two edit at once.</summary>
[Collection(OnTheSite.Name)]
public sealed class AdminMemberTests(Site site)
{
    private const string Brand = "/admin/shops/1/brand";
    private const string Tagline = "The shop in a sentence";

    [Fact]
    public async Task The_first_owner_comes_in_by_a_command_and_connects_an_app()
    {
        var email = DemoShop.NewEmail();
        Assert.StartsWith("Invited as Owner", await site.Circumstances.CommandAsync("staff", "invite", "--merchant", "2", "--email", email));
        await using var visitor = await site.VisitAsync(site.Birch);
        var admin = new AdminWalk(site, visitor);
        await visitor.OpenAsync(await site.PlatformMails.WaitForLinkAsync(email, "/admin/invite"));
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        await admin.Page.WaitForURLAsync(new Regex("/admin/shops/2/invitations"));

        await admin.OpenAsync("/admin/shops/2/team");
        await visitor.LeaveByAsync(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Set up a second factor" }));
        var key = await admin.Page.Locator("main code").InnerTextAsync();
        await visitor.SendAsync(("code", AuthenticatorApp.CodeOf(key)));
        Assert.Equal(10, await admin.Page.Locator(".codes code").CountAsync());
        await visitor.LeaveByAsync(admin.Page.GetByRole(AriaRole.Link, new() { Name = "To the admin" }));
        await Assertions.Expect(admin.Page.Locator("tr", new() { HasText = email })).ToContainTextAsync("Two factors");

        await admin.OpenAsync("/admin/sign-out");
        await visitor.LeaveByAsync(admin.Page.Locator("main form button[type=submit]"));
        await admin.SignInAsync(email, Visitor.GoodPassword);
        await visitor.SendAsync(("code", AuthenticatorApp.CodeOf(key)));
        await admin.Page.WaitForURLAsync(new Regex("/admin/shops/2/invitations"));
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_viewer_looks_at_every_screen_and_changes_nothing()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(await site.Circumstances.AddStaffAsync(site.Aurora, StaffRole.Viewer));
        await Assertions.Expect(admin.Page.Locator(".admin-row-link").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" })).ToHaveCountAsync(0);

        await admin.OpenAsync(Brand);
        await Assertions.Expect(admin.Page.GetByLabel(Tagline)).ToBeDisabledAsync();
        await Assertions.Expect(admin.Page.GetByText("Your role in this shop lets you look at the brand")).ToBeVisibleAsync();
        await admin.OpenAsync("/admin/shops/1/bulk");
        await Assertions.Expect(admin.Page.Locator("#bulk-file")).ToHaveCountAsync(0);
        await admin.OpenAsync("/admin/shops/1/team");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite a member" })).ToHaveCountAsync(0);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_removed_member_leaves_within_two_seconds()
    {
        var email = await site.Circumstances.AddStaffAsync(site.Aurora, StaffRole.Manager);
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(email);
        await Assertions.Expect(admin.Page.Locator(".admin-list")).ToBeVisibleAsync();

        Assert.Equal("Removed.", await site.Circumstances.CommandAsync("staff", "remove", "--merchant", "1", "--email", email));
        var waited = Stopwatch.StartNew();
        await Assertions.Expect(admin.Page.Locator(".admin-list")).ToHaveCountAsync(0, new() { Timeout = 15_000 });

        // One second between two looks, and a little for the browser.
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await admin.Page.WaitForURLAsync(new Regex("/admin/sign-in"));
    }

    [Fact]
    public async Task Of_two_members_who_edit_the_brand_the_second_sees_the_first_and_loses_nothing()
    {
        await using var ann = await site.VisitAsync(site.Aurora);
        await using var bob = await site.VisitAsync(site.Aurora);
        var (first, second) = (new AdminWalk(site, ann), new AdminWalk(site, bob));
        await first.SignInAsync(await site.Circumstances.AddStaffAsync(site.Aurora, StaffRole.Manager));
        await second.SignInAsync(await site.Circumstances.AddStaffAsync(site.Aurora, StaffRole.Manager));
        await first.OpenAsync(Brand);
        await second.OpenAsync(Brand);
        var tagline = await second.Page.GetByLabel(Tagline).InputValueAsync();

        await first.Page.GetByLabel("Corners").SelectOptionAsync("square");
        await SaveAsync(first);
        await Assertions.Expect(first.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await second.Page.GetByLabel(Tagline).FillAsync("Roasted by Bob.");
        await SaveAsync(second);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Load it again" }).ClickAsync();

        await Assertions.Expect(second.Page.GetByLabel("Corners")).ToHaveValueAsync("square");
        await Assertions.Expect(second.Page.GetByLabel(Tagline)).ToHaveValueAsync("Roasted by Bob.");
        await SaveAsync(second);
        await Assertions.Expect(second.Page.GetByText("Saved.")).ToBeVisibleAsync();
        await first.Page.ReloadAsync();
        await Assertions.Expect(first.Page.GetByLabel(Tagline)).ToHaveValueAsync("Roasted by Bob.");
        await first.Page.GetByLabel("Corners").SelectOptionAsync("round");
        await first.Page.GetByLabel(Tagline).FillAsync(tagline);
        await SaveAsync(first);
        await Assertions.Expect(first.Page.GetByText("Saved.")).ToBeVisibleAsync();
    }

    private static Task SaveAsync(AdminWalk admin) =>
        admin.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
}
