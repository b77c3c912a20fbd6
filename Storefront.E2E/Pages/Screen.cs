using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>A page in one of its states, and how a visitor gets to see it.</summary>
public sealed record Screen(string Name, string Path, Func<Visitor, DemoShop, Site, Task> ShowAsync)
{
    private const string Longest = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsorgfaltigkeitbeschutzenvorangreifendurchihrraubgierigfeindewelchevoralternzwolfhundert";

    /// <summary>Every page in every state that looks different.</summary>
    public static readonly IReadOnlyList<Screen> All =
    [
        new("front", "/", (visitor, _, _) => visitor.GoAsync("/")),
        new("accept", "/account/accept-invitation", async (visitor, shop, _) => await visitor.OpenAsync(await shop.InviteAsync(DemoShop.NewEmail()))),
        new("accept-with-errors", "/account/accept-invitation", async (visitor, shop, _) =>
        {
            await visitor.OpenAsync(await shop.InviteAsync(DemoShop.NewEmail()));
            await visitor.SendAsync(("password", "short"));
        }),
        new("accept-unknown", "/account/accept-invitation", (visitor, _, _) => visitor.GoAsync("/account/accept-invitation?email=jane%40example.com&token=mistyped")),
        new("accept-used", "/account/accept-invitation", async (visitor, shop, site) =>
        {
            var link = await shop.InviteAsync(DemoShop.NewEmail());
            await using (var earlier = await site.VisitAsync(shop))
            {
                await earlier.AcceptAsync(link);
            }

            await visitor.OpenAsync(link);
        }),
        new("accept-expired", "/account/accept-invitation", async (visitor, shop, site) => await OpenExpiredAsync(visitor, shop, site)),
        new("accept-superseded", "/account/accept-invitation", async (visitor, shop, site) =>
        {
            var email = DemoShop.NewEmail();
            var link = await shop.InviteAsync(email);
            await shop.ResendAsync(await site.Circumstances.CustomerIdAsync(shop, email), email);
            await visitor.OpenAsync(link);
        }),
        new("accept-withdrawn", "/account/accept-invitation", async (visitor, shop, site) =>
        {
            var email = DemoShop.NewEmail();
            var link = await shop.InviteAsync(email);
            await site.Circumstances.WithdrawLinkAsync(shop, email);
            await visitor.OpenAsync(link);
        }),
        new("accept-renewed", "/account/accept-invitation", async (visitor, shop, site) =>
        {
            await OpenExpiredAsync(visitor, shop, site);
            await visitor.SendAsync();
        }),
        new("sign-in", "/account/sign-in", (visitor, _, _) => visitor.GoAsync("/account/sign-in")),
        new("sign-in-with-errors", "/account/sign-in", async (visitor, _, _) =>
        {
            await visitor.GoAsync("/account/sign-in");
            await visitor.SendAsync(("email", "jane"));
        }),
        new("account", "/account", async (visitor, _, _) => await visitor.BecomeCustomerAsync("Jane")),
        new("settings", "/account/settings", async (visitor, _, _) => await SeeAsync(visitor, "/account/settings", "Jane", "Doe")),
        new("settings-longest", "/account/settings", async (visitor, _, _) => await SeeAsync(visitor, "/account/settings", Longest[..191], Longest[..191])),
        new("account-longest", "/account", async (visitor, _, _) => await SeeAsync(visitor, "/account", Longest[..191])),
        new("sign-out", "/account/sign-out", async (visitor, _, _) => await SeeAsync(visitor, "/account/sign-out")),
        new("orders-none", "/account/orders", async (visitor, _, _) => await SeeAsync(visitor, "/account/orders")),
        new("orders", "/account/orders", async (visitor, shop, site) => await SeeOrdersAsync(visitor, shop, site, 40)),
        new("orders-middle", "/account/orders?page=2", async (visitor, shop, site) =>
        {
            await SeeOrdersAsync(visitor, shop, site, 40);
            await visitor.LeaveByAsync(visitor.Page.Locator(".pager a[rel=next]"));
        }),
        new("order", "/account/orders/*", async (visitor, shop, site) =>
        {
            await SeeOrdersAsync(visitor, shop, site, 2);
            await visitor.LeaveByAsync(visitor.Page.Locator("tbody a").First);
        }),
        new("order-longest", "/account/orders/*", async (visitor, shop, site) =>
        {
            await SeeOrdersAsync(visitor, shop, site, 1, Longest[..191]);
            await visitor.LeaveByAsync(visitor.Page.Locator("tbody a").First);
        }),
        new("order-unknown", "/account/orders/*", async (visitor, _, _) => await SeeAsync(visitor, "/account/orders/999999999")),
        new("delete", "/account/delete", async (visitor, shop, site) =>
        {
            await SeeOrdersAsync(visitor, shop, site, 3);
            await visitor.GoAsync("/account/delete");
        }),
        new("delete-with-errors", "/account/delete", async (visitor, _, _) =>
        {
            await SeeAsync(visitor, "/account/delete");
            await visitor.SendAsync(("password", "not this one"));
        }),
        new("deleted", "/account/deleted?receipt=*", async (visitor, _, _) =>
        {
            await SeeAsync(visitor, "/account/delete");
            await visitor.SendAsync(("password", Visitor.GoodPassword));
        }),
        new("not-found", "/nothing/here", (visitor, _, _) => visitor.GoAsync("/nothing/here")),
        new("mailbox", "/_dev/mailbox", async (visitor, shop, _) =>
        {
            await shop.InviteAsync(DemoShop.NewEmail(), "Jane");
            await visitor.GoAsync("/_dev/mailbox");
        }),
    ];

    public override string ToString() => Name;

    private static async Task SeeAsync(Visitor visitor, string path, string? firstname = null, string? lastname = null)
    {
        await visitor.BecomeCustomerAsync(firstname, lastname);
        await visitor.GoAsync(path);
    }

    private static async Task SeeOrdersAsync(Visitor visitor, DemoShop shop, Site site, int count, string article = "Kenya Nyeri, 250 g")
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(shop, email, count, article);
        await visitor.AcceptAsync(await shop.InviteAsync(email, "Jane"));
        await visitor.GoAsync("/account/orders");
    }

    private static async Task OpenExpiredAsync(Visitor visitor, DemoShop shop, Site site)
    {
        var email = DemoShop.NewEmail();
        var link = await shop.InviteAsync(email);
        await site.Circumstances.ExpireLinkAsync(shop, email);
        await visitor.OpenAsync(link);
    }
}
