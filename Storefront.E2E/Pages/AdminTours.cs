namespace Storefront.E2E.Pages;

/// <summary>The screens of the admin: every one in every state that looks different.</summary>
internal static class AdminTours
{
    public static async Task ScreensAsync(AdminWalk walk)
    {
        await walk.StopAsync("admin-sign-in", "/admin/sign-in", "/admin/sign-in");
        await walk.StopAsync("admin-invite-dead", "/admin/invite", "/admin/invite");
        await walk.StopAsync("admin-language", "/admin/language", "/admin/language");
        await walk.StopAsync("admin-reset", "/admin/reset", "/admin/reset");
        await walk.SignInAsync(await walk.Site.Circumstances.AddStaffAsync(hasTwoFactor: true));
        await walk.StopAsync("admin-two-factor", "/admin/two-factor");
        await walk.SignInAsync("owner@aurora.example");
        await walk.StopAsync("admin-invitations", "/admin/shops/{ShopId:long}/invitations", "/admin/shops/1/invitations");
        await walk.StopAsync("admin-team", "/admin/shops/{ShopId:long}/team", "/admin/shops/1/team");
        await walk.StopAsync("admin-two-factor-set-up", "/admin/two-factor/set-up", "/admin/two-factor/set-up");
        await walk.StopAsync("admin-sign-out", "/admin/sign-out", "/admin/sign-out");
        await walk.SignInAsync(await walk.Site.Circumstances.AddStaffAsync());
        await walk.StopAsync("admin-home", "/admin");
    }
}
