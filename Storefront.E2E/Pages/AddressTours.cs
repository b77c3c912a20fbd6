using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The page that stops an address change, in each of its states.</summary>
internal static class AddressTours
{
    private const string Page = "/account/stop-email-change";

    public static async Task StoppingAsync(Walk walk)
    {
        var visitor = walk.Visitor;
        await walk.StopAsync("stop-no-link", Page, Page);
        await walk.StopAsync("stop-unknown", Page, $"{Page}?token=mistyped");
        var email = await visitor.BecomeCustomerAsync("Jane");
        await visitor.GoAsync("/account/email");
        await visitor.SendAsync(("email", DemoShop.NewEmail()), ("currentpassword", Visitor.GoodPassword));
        await visitor.OpenAsync(await walk.Shop.WaitForLinkAsync(email, Page));
        await walk.StopAsync("stop", Page);
        await visitor.SendAsync();
        await walk.StopAsync("stopped", Page);
    }
}
