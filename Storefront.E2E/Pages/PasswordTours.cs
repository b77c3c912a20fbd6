using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The page of a reset link in each of its states.</summary>
internal static class PasswordTours
{
    private const string Page = "/account/reset-password";

    public static async Task ResettingAsync(Walk walk)
    {
        var (visitor, shop) = (walk.Visitor, walk.Shop);
        string email;
        await using (var earlier = await walk.Site.VisitAsync(shop))
        {
            email = await earlier.BecomeCustomerAsync();
        }

        var first = await AskAsync(walk, email, 1);
        await walk.Site.Circumstances.AgeLinkAsync(shop, email);
        var second = await AskAsync(walk, email, 2);
        await visitor.OpenAsync(first);
        await walk.StopAsync("reset-superseded", Page);
        await visitor.OpenAsync(second);
        await walk.StopAsync("reset", Page);
        await visitor.SendAsync(("password", "short"));
        await walk.StopAsync("reset-with-errors", Page);
        await visitor.SendAsync(("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        await walk.StopAsync("sign-in-after-reset", "/account/sign-in");
        await visitor.OpenAsync(second);
        await walk.StopAsync("reset-used", Page);

        var third = await AskAsync(walk, email, 3);
        await walk.Site.Circumstances.ExpireLinkAsync(shop, email);
        await visitor.OpenAsync(third);
        await walk.StopAsync("reset-expired", Page);
    }

    private static async Task<Uri> AskAsync(Walk walk, string email, int times)
    {
        await walk.Visitor.GoAsync("/account/forgot-password");
        await walk.Visitor.SendAsync(("email", email));
        return await walk.Shop.WaitForLinkAsync(email, Page, times);
    }
}
