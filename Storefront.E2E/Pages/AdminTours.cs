namespace Storefront.E2E.Pages;

/// <summary>The screens of the admin: every one in every state that looks different.</summary>
internal static class AdminTours
{
    public static async Task ScreensAsync(AdminWalk walk)
    {
        await walk.StopAsync("admin-sign-in", "/admin/sign-in");
        await walk.SignInAsync("owner@aurora.example");
        await walk.StopAsync("admin-home", "/admin");
        await walk.StopAsync("admin-invitations", "/admin/shops/{ShopId:long}/invitations");
        await walk.StopAsync("admin-sign-out", "/admin/sign-out");
    }
}
