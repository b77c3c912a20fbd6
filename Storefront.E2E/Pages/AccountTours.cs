using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The pages of a signed-in customer.</summary>
internal static class AccountTours
{
    private const string Longest =
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafewarenwohlgepflegeundsor"
            + "gfaltigkeitbeschutzenvorangreifendurchihrraubgierigfeindewelchevoralternzwolfhundert";

    public static async Task CustomerAsync(Walk walk)
    {
        var visitor = walk.Visitor;
        await visitor.BecomeCustomerAsync("Jane", "Doe");
        await walk.StopAsync("account", "/account");
        await walk.StopAsync("sign-in-when-signed-in", "/account/sign-in", "/account/sign-in");
        await walk.StopAsync("orders-none", "/account/orders", "/account/orders");
        await walk.StopAsync("order-unknown", "/account/orders/{Id:long}", "/account/orders/999999999");
        await SettingsAsync(walk);
        await walk.StopAsync("sign-out", "/account/sign-out", "/account/sign-out");
        await walk.StopAsync("delete-without-orders", "/account/delete", "/account/delete");
        await visitor.SendAsync(("password", "not this one"));
        await walk.StopAsync("delete-with-errors", "/account/delete");
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        await walk.StopAsync("deleted-just-now", "/account/deleted");
    }

    public static async Task OrdersAsync(Walk walk)
    {
        var (visitor, email) = (walk.Visitor, DemoShop.NewEmail());
        await walk.Site.Circumstances.AddOrdersAsync(walk.Shop, email, 500);
        await visitor.AcceptAsync(await walk.Shop.InviteAsync(email, "Jane"));
        await walk.StopAsync("account-with-orders", "/account");
        await walk.StopAsync("orders", "/account/orders", "/account/orders");
        await visitor.LeaveByAsync(visitor.Page.Locator("a[rel=next]").First);
        await walk.StopAsync("orders-middle", "/account/orders");
        await walk.StopAsync("orders-not-found", "/account/orders", "/account/orders?q=no+such+order");
        await walk.StopAsync("orders-last", "/account/orders", "/account/orders?page=20");
        await visitor.LeaveByAsync(visitor.Page.Locator("tbody a").First);
        await walk.StopAsync("order", "/account/orders/{Id:long}");
        await walk.Site.Circumstances.CompleteOrderAsync(walk.Shop, email);
        await walk.StopAsync("account-with-parcel", "/account", "/account");
        await visitor.LeaveByAsync(visitor.Page.Locator(".summary a").First);
        await walk.StopAsync("order-with-everything", "/account/orders/{Id:long}");
        await walk.StopAsync("delete", "/account/delete", "/account/delete");
    }

    public static async Task LongestAsync(Walk walk)
    {
        var (visitor, email) = (walk.Visitor, DemoShop.NewEmail());
        await walk.Site.Circumstances.AddOrdersAsync(walk.Shop, email, 1, Longest[..191]);
        await visitor.AcceptAsync(await walk.Shop.InviteAsync(email, Longest[..191], Longest[..191]));
        await walk.StopAsync("account-longest", "/account");
        await walk.StopAsync("settings-longest", "/account/settings", "/account/settings");
        await visitor.GoAsync("/account/orders");
        await visitor.LeaveByAsync(visitor.Page.Locator("tbody a").First);
        await walk.StopAsync("order-longest", "/account/orders/{Id:long}");
    }

    private static async Task AddressesAsync(Walk walk)
    {
        var visitor = walk.Visitor;
        await walk.StopAsync("addresses", "/account/addresses", "/account/addresses");
        await visitor.SendAsync(("defaultbilling-street", "Keizersgracht"));
        await walk.StopAsync("addresses-with-errors", "/account/addresses");
        await visitor.FillAsync(
            ("defaultbilling-firstname", "Jane"), ("defaultbilling-lastname", "Doe"), ("defaultbilling-number", "12"),
            ("defaultbilling-postcode", "1015 CJ"), ("defaultbilling-city", "Amsterdam"));
        await visitor.Page.Locator("#defaultbilling-country").SelectOptionAsync("NL");
        await visitor.Page.Locator("[name$=ShippingIsBilling]").CheckAsync();
        await visitor.SendAsync();
        await walk.StopAsync("addresses-saved", "/account/addresses");
        await walk.StopAsync("settings-with-address", "/account/settings", "/account/settings");
    }

    private static async Task PasskeysAsync(Walk walk)
    {
        var visitor = walk.Visitor;
        await walk.StopAsync("passkeys-none", "/account/passkeys", "/account/passkeys");
        var id = await walk.Site.Circumstances.AddPasskeysAsync(walk.Shop);
        await walk.StopAsync("passkeys", "/account/passkeys", "/account/passkeys");
        await walk.StopAsync("passkey", "/account/passkey", $"/account/passkey?id={id}");
        await visitor.FillAsync(("name", ""));
        await visitor.SubmitAsync("name");
        await walk.StopAsync("passkey-with-errors", "/account/passkey");
        await walk.StopAsync("passkey-unknown", "/account/passkey", "/account/passkey?id=999999999");
        await walk.Site.Circumstances.AgeSessionsAsync(walk.Shop);
        await walk.StopAsync("passkeys-with-password", "/account/passkeys", "/account/passkeys");
        await walk.StopAsync("passkey-with-password", "/account/passkey", $"/account/passkey?id={id}");
    }

    private static async Task SettingsAsync(Walk walk)
    {
        var visitor = walk.Visitor;
        await walk.StopAsync("settings", "/account/settings", "/account/settings");
        await walk.StopAsync("details", "/account/details", "/account/details");
        await visitor.FillAsync(("firstname", ""), ("phone", "no phone"));
        await visitor.Page.Locator("#accounttype").SelectOptionAsync("business");
        await visitor.SubmitAsync("phone");
        await walk.StopAsync("details-with-errors", "/account/details");
        await visitor.FillAsync(("firstname", "Jane"), ("phone", "+31201234567"), ("company", "Doe & Co"));
        await visitor.SubmitAsync("phone");
        await walk.StopAsync("details-saved", "/account/details");
        await walk.StopAsync("preferences", "/account/preferences", "/account/preferences");
        await visitor.SubmitAsync("language");
        await walk.StopAsync("preferences-saved", "/account/preferences");
        await AddressesAsync(walk);

        await walk.StopAsync("password", "/account/password", "/account/password");
        await visitor.SendAsync(("currentpassword", "not this one"), ("password", "short"));
        await walk.StopAsync("password-with-errors", "/account/password");

        await walk.StopAsync("email", "/account/email", "/account/email");
        await visitor.SendAsync(("email", "jane"));
        await walk.StopAsync("email-with-errors", "/account/email");
        await visitor.SendAsync(("email", DemoShop.NewEmail()), ("currentpassword", Visitor.GoodPassword));
        await walk.StopAsync("email-code", "/account/email");
        await visitor.FillAsync(("token", "000"));
        await visitor.SubmitAsync("token");
        await walk.StopAsync("email-code-with-errors", "/account/email");
        await PasskeysAsync(walk);
        await walk.StopAsync("sessions", "/account/sessions", "/account/sessions");
        await walk.StopAsync("export", "/account/export", "/account/export");
    }
}
