using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The invitation's page in each of its states.</summary>
internal static class InvitationTours
{
    private const string Page = "/account/accept-invitation";

    public static async Task AcceptingAsync(Walk walk)
    {
        var link = await walk.Shop.InviteAsync(DemoShop.NewEmail(), "Jane");
        await walk.Visitor.OpenAsync(link);
        await walk.StopAsync("invitation", Page);
        await walk.Visitor.SendAsync(("password", "short"));
        await walk.StopAsync("invitation-with-errors", Page);
        await walk.Visitor.Page.EvaluateAsync("document.querySelector('#email').value = 'somebody.else@example.com'");
        await walk.Visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        await walk.StopAsync("invitation-address-put-back", Page);
        await walk.Visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        await walk.Visitor.OpenAsync(link);
        await walk.StopAsync("invitation-accepted-here", Page);

        await walk.Visitor.OpenAsync(await walk.Shop.InviteAsync(DemoShop.NewEmail()));
        await walk.StopAsync("invitation-of-another", Page);
        await walk.Visitor.LeaveByAsync(walk.Visitor.Page.Locator("main :is(.links, .back) a").Last);
        await walk.StopAsync("invitation-decline", Page);
        await walk.Visitor.SendAsync();
        await walk.StopAsync("invitation-declined", Page);

        // Another merchant's host is another site, so the browser asks before one link replaces the other.
        await walk.Visitor.OpenAsync(await walk.Shop.InviteAsync(DemoShop.NewEmail()));
        var elsewhere = await walk.Shop.InviteAsync(DemoShop.NewEmail());
        await walk.Visitor.OpenAsync(walk.Site.At("localhost"));
        await walk.Visitor.Page.EvaluateAsync("link => { location.href = link }", elsewhere.AbsoluteUri);
        await walk.Visitor.Page.WaitForURLAsync("**/account/choose-link**");
        await walk.StopAsync("choose-link", "/account/choose-link");
    }

    public static async Task EndingsAsync(Walk walk)
    {
        var (visitor, shop, circumstances) = (walk.Visitor, walk.Shop, walk.Site.Circumstances);
        var accepted = await shop.InviteAsync(DemoShop.NewEmail());
        await using (var earlier = await walk.Site.VisitAsync(shop))
        {
            await earlier.AcceptAsync(accepted);
        }

        await visitor.OpenAsync(accepted);
        await walk.StopAsync("invitation-accepted", Page);

        var withdrawn = DemoShop.NewEmail();
        var link = await shop.InviteAsync(withdrawn);
        await circumstances.WithdrawLinkAsync(shop, withdrawn);
        await visitor.OpenAsync(link);
        await walk.StopAsync("invitation-withdrawn", Page);

        var email = DemoShop.NewEmail();
        var first = await shop.InviteAsync(email);
        var second = await shop.ResendAsync(await circumstances.CustomerIdAsync(shop, email), email);
        await visitor.OpenAsync(first);
        await walk.StopAsync("invitation-superseded", Page);
        await circumstances.ExpireLinkAsync(shop, email);
        await visitor.OpenAsync(second);
        await walk.StopAsync("invitation-expired", Page);
        await visitor.SendAsync();
        await walk.StopAsync("invitation-renewed", Page);
    }
}
