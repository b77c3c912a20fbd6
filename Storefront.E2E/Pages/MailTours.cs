using System.Text.RegularExpressions;
using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every kind of mail, caused as shoppers cause it.</summary>
internal static partial class MailTours
{
    public static async Task AllAsync(Walk walk)
    {
        var (visitor, shop, email, next) = (walk.Visitor, walk.Shop, DemoShop.NewEmail(), DemoShop.NewEmail());
        await visitor.AcceptAsync(await shop.InviteAsync(email, "Jane"));
        await visitor.GoAsync("/account/password");
        await visitor.SendAsync(
            ("currentpassword", Visitor.GoodPassword), ("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        await visitor.GoAsync("/account/forgot-password");
        await visitor.SendAsync(("email", email));
        await shop.WaitForLinkAsync(email, "/account/reset-password");
        await using (var phone = await walk.Site.VisitAsync(shop, new() { UserAgent = Visitor.Phone }))
        {
            await phone.SignInAsync(email, Visitor.OtherPassword);
        }

        await visitor.GoAsync("/account/email");
        await visitor.SendAsync(("email", next), ("currentpassword", Visitor.OtherPassword));
        await visitor.FillAsync(("token", await shop.WaitForCodeAsync(next)));
        await visitor.SubmitAsync("token");
        await visitor.SendAsync(("email", next), ("password", Visitor.OtherPassword));
        await visitor.GoAsync("/account/delete");
        await visitor.SendAsync(("password", Visitor.OtherPassword));
        await shop.WaitForMailAsync(next, shop.Says("Your account at {0} is deleted", shop.FullName));
        await RegisterTwiceAsync(walk, email);

        var mails = (await shop.WaitForMailsAsync(email)).Concat(await shop.WaitForMailsAsync(next)).DistinctBy(mail => mail.Subject);
        foreach (var mail in mails)
        {
            await walk.ReadAsync("mail-" + NoLetters().Replace(mail.Subject.ToLowerInvariant(), "-"), mail);
        }
    }

    private static async Task RegisterTwiceAsync(Walk walk, string email)
    {
        await walk.Visitor.RegisterAsync(email);
        await walk.Shop.WaitForLinkAsync(email, "/account/verify-email");
        var before = (await walk.Shop.WaitForMailsAsync(email)).Count;
        await walk.Site.Circumstances.AgeLinkAsync(walk.Shop, email);
        await using var again = await walk.Site.VisitAsync(walk.Shop);
        await again.RegisterAsync(email);
        await walk.Shop.WaitForMailsAsync(email, before + 1);
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoLetters();
}
