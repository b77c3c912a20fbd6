using Microsoft.Playwright;
using Storefront.E2E.Pages;
using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>A shop's owner in the admin: signs in, finds, invites, is cut off and comes back.</summary>
[Collection(OnTheSite.Name)]
public sealed class AdminTests(Site site)
{
    private const string Owner = "owner@aurora.example";

    [Fact]
    public async Task An_owner_invites_somebody_and_watches_the_invitation_being_accepted()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        var email = DemoShop.NewEmail();
        await admin.SignInAsync(Owner);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToBeVisibleAsync();

        // The dialog is drawn twice, and no person types between the two.
        await admin.Page.WaitForTimeoutAsync(500);
        await dialog.GetByRole(AriaRole.Textbox).First.FillAsync(email);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Show the mail" }).ClickAsync();
        await Assertions.Expect(dialog.FrameLocator("iframe").Locator("h1")).ToContainTextAsync("Your account at Aurora Coffee");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        await Assertions.Expect(admin.Page.Locator(".admin-list")).ToContainTextAsync(email);

        await using var shopper = await site.VisitAsync(site.Aurora);
        await shopper.AcceptAsync(await site.Aurora.WaitForLinkAsync(email, "/account/accept-invitation"));

        await Assertions.Expect(admin.Page.Locator(".admin-list")).Not.ToContainTextAsync(email, new() { Timeout = 15_000 });
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Accepted" }).ClickAsync();
        await Assertions.Expect(admin.Page.Locator(".admin-list")).ToContainTextAsync(email);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task Another_shops_number_in_the_address_opens_nothing()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(Owner);

        await admin.OpenAsync("/admin/shops/2/invitations");

        await Assertions.Expect(admin.Page.Locator("h1")).ToHaveTextAsync("Shop not found");
        Assert.DoesNotContain("Birch", await admin.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_order_and_page_come_back_by_the_address_and_by_a_slash()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        var email = DemoShop.NewEmail();
        await site.Aurora.InviteAsync(email);
        await admin.SignInAsync(Owner);
        await Assertions.Expect(admin.Page.Locator(".admin-row-link").First).ToBeVisibleAsync();

        await admin.Page.Keyboard.PressAsync("/");
        await admin.Page.Keyboard.TypeAsync(email[..20]);
        await Assertions.Expect(admin.Page.Locator(".admin-row-link")).ToHaveTextAsync([email]);
        await admin.Page.ReloadAsync();
        await Assertions.Expect(admin.Page.Locator(".admin-row-link")).ToHaveTextAsync([email]);
        await admin.Page.Locator(".admin-row-link").ClickAsync();
        await Assertions.Expect(admin.Page.Locator(".admin-timeline li").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.Locator("#side-title")).ToBeFocusedAsync();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(admin.Page.Locator(".admin-side")).ToHaveCountAsync(0);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_fresh_link_is_handed_over_and_the_mailed_one_stops()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        var email = DemoShop.NewEmail();
        var mailed = await site.Aurora.InviteAsync(email);
        await admin.SignInAsync(Owner);
        await admin.Page.Locator(".admin-row-link", new() { HasText = email }).ClickAsync();

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Link to copy" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        var link = await admin.Page.GetByRole(AriaRole.Dialog).Locator("code").InnerTextAsync();

        await using var invited = await site.VisitAsync(site.Aurora);
        await invited.OpenAsync(mailed);
        Assert.DoesNotContain("Set a password", await invited.HeadingAsync(), StringComparison.Ordinal);
        await invited.AcceptAsync(new(link));
        Assert.Equal("/account", invited.Path);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task What_was_typed_outlives_the_reload_after_a_deploy_in_a_form_and_in_a_dialog()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(Owner);
        await admin.OpenAsync("/admin/shops/1/brand");
        var tagline = admin.Page.GetByLabel("The shop in a sentence");
        await tagline.FillAsync("Half a sent");
        await LoseCircuitAsync(visitor, admin.Page);
        await Assertions.Expect(tagline).ToHaveValueAsync("Half a sent");

        await admin.OpenAsync("/admin/shops/1/invitations");
        var field = admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).First;
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await field.FillAsync("half-typed@exam");
        await LoseCircuitAsync(visitor, admin.Page);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("half-typed@exam");
    }

    [Fact]
    public async Task A_new_mail_appears_in_the_mailbox_by_itself()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.OpenAsync(new(site.At("localhost"), "/_dev/mailbox"));
        await visitor.Page.EvaluateAsync("window.isSamePage = true");
        var email = DemoShop.NewEmail();
        await site.Aurora.InviteAsync(email);

        await Assertions.Expect(visitor.Page.Locator("article.mail").First).ToContainTextAsync(email, new() { Timeout = 15_000 });
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.isSamePage === true"));
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_member_chooses_a_language_and_the_open_pages_speak_it()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(await site.Circumstances.AddStaffAsync(site.Aurora, StaffRole.Viewer));
        await admin.OpenAsync("/admin/shops/1/settings");
        await visitor.LeaveByAsync(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Language", Exact = true }));
        await visitor.LeaveByAsync(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Deutsch" }));

        await Assertions.Expect(admin.Page.Locator("h1")).ToHaveTextAsync("Einstellungen");
        Assert.Equal("/admin/shops/1/settings", visitor.Path);
        Assert.Equal("de", await visitor.LanguageAsync());
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_cut_connection_says_so_keeps_what_was_typed_and_comes_back()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var admin = new AdminWalk(site, visitor);
        await admin.SignInAsync(Owner);
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        var field = admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).First;
        await field.FillAsync("half-typed@exam");

        await admin.Page.Context.SetOfflineAsync(true);
        await admin.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await Assertions.Expect(admin.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await admin.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(admin.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(field).ToHaveValueAsync("half-typed@exam");
    }

    // What the framework reports after the server was started anew.
    private static Task LoseCircuitAsync(Visitor visitor, IPage page) => visitor.LeaveByAsync(() => page.EvaluateAsync(
        """
        document.getElementById('components-reconnect-modal')
          .dispatchEvent(new CustomEvent('components-reconnect-state-changed', { detail: { state: 'rejected' } }))
        """));
}
