using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every kind of mail, brought about as shoppers bring it about.</summary>
internal static class MailTours
{
    public static async Task AllAsync(Walk walk)
    {
        var (visitor, shop, email, next) = (walk.Visitor, walk.Shop, DemoShop.NewEmail(), DemoShop.NewEmail());
        await visitor.AcceptAsync(await shop.InviteAsync(email, "Jane"));
        await visitor.GoAsync("/account/password");
        await visitor.SendAsync(("currentpassword", Visitor.GoodPassword), ("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        await shop.WaitForMailsAsync(email, 2);
        await visitor.GoAsync("/account/forgot-password");
        await visitor.SendAsync(("email", email));
        await shop.WaitForMailsAsync(email, 3);
        await visitor.GoAsync("/account/email");
        await visitor.SendAsync(("email", next), ("currentpassword", Visitor.OtherPassword));
        var code = (await shop.WaitForMailsAsync(next))[0];
        await shop.WaitForMailsAsync(email, 4);
        await visitor.GoAsync("/account/delete");
        await visitor.SendAsync(("password", Visitor.OtherPassword));
        var mails = await shop.WaitForMailsAsync(email, 5);

        string[] names = ["mail-account-deleted", "mail-address-changing", "mail-new-password", "mail-password-changed", "mail-invitation"];
        foreach (var (name, mail) in names.Zip(mails).Append(("mail-code", code)).Concat(await RegisteringAsync(walk)))
        {
            await walk.ReadAsync(name, mail);
        }
    }

    private static async Task<IEnumerable<(string, Mail)>> RegisteringAsync(Walk walk)
    {
        var (visitor, email) = (walk.Visitor, DemoShop.NewEmail());
        await visitor.RegisterAsync(email);
        await walk.Shop.WaitForMailsAsync(email);
        await using var again = await walk.Site.VisitAsync(walk.Shop);
        await again.RegisterAsync(email);
        var mails = await walk.Shop.WaitForMailsAsync(email, 2);
        return [("mail-known-address", mails[0]), ("mail-confirm-address", mails[1])];
    }
}
