using System.Text;
namespace Storefront.E2E.Pages;

/// <summary>The screens of the admin: every one in every state that looks different.</summary>
internal static class AdminTours
{
    // The picture in README.md begins with them.
    private static readonly (string Firstname, string Lastname)[] Guests =
    [
        ("Jane", "Doe"), ("Noor", "de Vries"), ("Émile", "Laurent"), ("Greta", "Baumann"), ("Tomás", "Ferreira"), ("Amara", "Okafor"),
        ("Yuki", "Tanaka"), ("Lars", "Holm"), ("Zofia", "Nowak"), ("Elif", "Demir"),
    ];

    public static async Task ScreensAsync(AdminWalk walk)
    {
        await walk.StopAsync("admin-sign-in", "/admin/sign-in", "/admin/sign-in");
        await walk.StopAsync("admin-invite-dead", "/admin/invite", "/admin/invite");
        await walk.StopAsync("admin-language", "/admin/language", "/admin/language");
        await walk.StopAsync("admin-reset", "/admin/reset", "/admin/reset");
        await walk.SignInAsync(await walk.Site.Circumstances.AddStaffAsync(hasTwoFactor: true));
        await walk.StopAsync("admin-two-factor", "/admin/two-factor");
        foreach (var (firstname, lastname) in Guests)
        {
            await walk.Site.Aurora.InviteAsync($"{Plain(firstname)}.{Plain(lastname)}@example.com", firstname, lastname);
        }

        await walk.SignInAsync("owner@aurora.example");
        await walk.StopAsync("admin-invitations", "/admin/shops/{ShopId:long}/invitations", "/admin/shops/1/invitations");
        await walk.StopAsync("admin-team", "/admin/shops/{ShopId:long}/team", "/admin/shops/1/team");
        await walk.StopAsync("admin-two-factor-set-up", "/admin/two-factor/set-up", "/admin/two-factor/set-up");
        await walk.StopAsync("admin-sign-out", "/admin/sign-out", "/admin/sign-out");
        await walk.SignInAsync(await walk.Site.Circumstances.AddStaffAsync());
        await walk.StopAsync("admin-home", "/admin");
    }

    private static string Plain(string name) => string.Concat(
        name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
