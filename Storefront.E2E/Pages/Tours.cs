using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Tours that together visit every page in every state that looks different. A rule test keeps them complete.</summary>
internal static class Tours
{
    public static readonly IReadOnlyDictionary<string, Func<Walk, Task>> All = new Dictionary<string, Func<Walk, Task>>
    {
        ["a stranger"] = StrangerAsync,
        ["an invitation"] = InvitationTours.AcceptingAsync,
        ["invitations that ended"] = InvitationTours.EndingsAsync,
        ["links to a new password"] = PasswordTours.ResettingAsync,
        ["registering"] = RegisteringAsync,
        ["a customer"] = AccountTours.CustomerAsync,
        ["orders"] = AccountTours.OrdersAsync,
        ["longest values"] = AccountTours.LongestAsync,
        ["a change of address stopped"] = AddressTours.StoppingAsync,
        ["mails"] = MailTours.AllAsync,
    };

    private static async Task StrangerAsync(Walk walk)
    {
        await walk.StopAsync("front", "/", "/");
        await walk.StopAsync("sign-in", "/account/sign-in", "/account/sign-in");
        await walk.Visitor.SendAsync(("email", "jane"));
        await walk.StopAsync("sign-in-with-errors", "/account/sign-in");
        await walk.Visitor.SendAsync(("email", "jane@example.com"), ("password", "not this one"));
        await walk.StopAsync("sign-in-refused", "/account/sign-in");

        await walk.StopAsync("forgot-password", "/account/forgot-password", "/account/forgot-password");
        await walk.Visitor.SendAsync(("email", "jane"));
        await walk.StopAsync("forgot-password-with-errors", "/account/forgot-password");
        await walk.Visitor.SendAsync(("email", DemoShop.NewEmail()));
        await walk.StopAsync("forgot-password-asked", "/account/forgot-password");

        await walk.StopAsync("invitation-no-link", "/account/accept-invitation", "/account/accept-invitation");
        await walk.StopAsync("reset-no-link", "/account/reset-password", "/account/reset-password");
        await walk.StopAsync("verify-no-link-visitor", "/account/verify-email", "/account/verify-email");
        await walk.StopAsync("invitation-unknown", "/account/accept-invitation", "/account/accept-invitation?token=mistyped");
        await walk.StopAsync("reset-unknown", "/account/reset-password", "/account/reset-password?token=mistyped");
        await walk.StopAsync("verify-unknown", "/account/verify-email", "/account/verify-email?token=mistyped");
        await walk.StopAsync("deleted", "/account/deleted", "/account/deleted");
        await walk.StopAsync("language", "/language", "/language");
        await walk.StopAsync("not-found", "/nothing/here", "/nothing/here");
        if (walk.Shop == walk.Site.Aurora)
        {
            await PlatformAsync(walk);
        }
    }

    // Not merchants' pages: one inspection is enough.
    private static async Task PlatformAsync(Walk walk)
    {
        await walk.StopAsync("mailbox", "/_dev/mailbox", "/_dev/mailbox");
        await walk.StopAsync("gallery", "/_dev/gallery", "/_dev/gallery");
        await walk.StopAsync("error-codes", "/docs/errors", "/docs/errors");
        await walk.StopAsync("api-samples", "/docs/samples", "/docs/samples");
        await walk.Visitor.OpenAsync(walk.Site.At("localhost"));
        await walk.StopAsync("platform", "/");
        await walk.Visitor.OpenAsync(new(walk.Site.At("localhost"), "/nothing/here"));
        await walk.StopAsync("platform-not-found", "/nothing/here");
        await walk.Visitor.OpenAsync(walk.Site.At("nobody.localhost"));
        await walk.StopAsync("no-shop-here", "/");
    }

    private static async Task RegisteringAsync(Walk walk)
    {
        var (visitor, email) = (walk.Visitor, DemoShop.NewEmail());
        await walk.Site.Circumstances.AddOrdersAsync(walk.Shop, email, 2);
        await walk.StopAsync("register", "/account/register", "/account/register");
        await visitor.SendAsync(("email", email), ("password", "short"));
        await walk.StopAsync("register-with-errors", "/account/register");
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        await walk.StopAsync("account-unconfirmed", "/account");
        await walk.StopAsync("email-unconfirmed", "/account/email", "/account/email");
        var first = await walk.Shop.WaitForLinkAsync(email, "/account/verify-email");

        await walk.StopAsync("verify-no-link", "/account/verify-email", "/account/verify-email");
        await visitor.SendAsync();
        await walk.StopAsync("verify-mailed-before", "/account/verify-email");
        await visitor.GoAsync("/account/verify-email");
        await walk.Site.Circumstances.AgeLinkAsync(walk.Shop, email);
        await visitor.SendAsync();
        await walk.StopAsync("verify-resent", "/account/verify-email");
        var second = await walk.Shop.WaitForLinkAsync(email, "/account/verify-email", 2);
        await visitor.OpenAsync(first);
        await walk.StopAsync("verify-superseded", "/account/verify-email");
        await using (var elsewhere = await walk.Site.VisitAsync(walk.Shop))
        {
            await elsewhere.OpenAsync(second);
            await walk.As(elsewhere).StopAsync("verify-elsewhere", "/account/verify-email");
        }

        await visitor.OpenAsync(second);
        await walk.StopAsync("verify", "/account/verify-email");
        await visitor.SendAsync();
        await walk.StopAsync("verified", "/account/verify-email");

        await visitor.GoAsync("/account/register");
        await visitor.SendAsync(("email", email), ("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        await walk.StopAsync("register-known-address", "/account/register");
    }
}
