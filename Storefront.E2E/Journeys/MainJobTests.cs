using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>The whole job, as a shopper lives it: invited, accepted, signed in, orders seen, signed out and in, deleted.</summary>
[Collection(OnTheSite.Name)]
public sealed class MainJobTests(Site site)
{
    [Fact]
    public async Task An_invited_customer_opens_an_account_uses_it_and_deletes_it()
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Aurora, email, 3);
        await using var visitor = await site.VisitAsync(site.Aurora);

        await visitor.OpenAsync(await site.Aurora.InviteAsync(email, "Jane"));
        Assert.Equal("/account/accept-invitation", visitor.Path);
        Assert.Equal("Welcome to Aurora Coffee", await visitor.HeadingAsync());

        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        Assert.Equal("/account", visitor.Path);
        Assert.Equal("Hello Jane", await visitor.HeadingAsync());

        await visitor.FollowAsync("My orders");
        Assert.Equal(3, await visitor.Page.Locator("tbody tr").CountAsync());
        await visitor.LeaveByAsync(visitor.Page.Locator("tbody a").First);
        Assert.Contains("Kenya Nyeri", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.GoAsync("/account");
        await visitor.PressAsync("Sign out");
        Assert.Equal("/account/sign-in", visitor.Path);
        await visitor.SignInAsync(email);
        Assert.Equal("/account", visitor.Path);

        await visitor.FollowAsync("Settings");
        await visitor.FollowAsync("Delete my account");
        Assert.Contains("3 orders, for the tax authority", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        Assert.StartsWith("/account/deleted?receipt=", visitor.Path, StringComparison.Ordinal);
        Assert.Equal("Your account is deleted", await visitor.HeadingAsync());

        await visitor.GoAsync("/account");
        Assert.StartsWith("/account/sign-in", visitor.Path, StringComparison.Ordinal);
        var notice = (await site.Aurora.WaitForMailsAsync(email, 2))[0];
        Assert.Equal("Your account at Aurora Coffee is deleted", notice.Subject);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task The_same_job_in_Dutch_without_script()
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Birch, email, 1);
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = false });

        await visitor.OpenAsync(await site.Birch.InviteAsync(email, "Jane"));
        Assert.Equal("nl", await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("Welkom bij Birch & Co", await visitor.HeadingAsync());
        Assert.False(await visitor.Page.Locator("[data-reveal]").First.IsVisibleAsync());

        await visitor.SendAsync(("password", "kort"));
        Assert.Contains("Gebruik minstens 12 tekens.", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        Assert.Equal("Hallo Jane", await visitor.HeadingAsync());

        await visitor.FollowAsync("Mijn bestellingen");
        Assert.Contains("2 januari 2025", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("€\u00a01.239,51", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.GoAsync("/account");
        await visitor.PressAsync("Uitloggen");
        await visitor.SignInAsync(email);
        await visitor.FollowAsync("Instellingen");
        await visitor.FollowAsync("Mijn account verwijderen");
        Assert.Contains("Eén bestelling, voor de Belastingdienst", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        Assert.Equal("Je account is verwijderd", await visitor.HeadingAsync());

        var mails = await site.Birch.WaitForMailsAsync(email, 2);
        Assert.Equal(["Je account bij Birch & Co is verwijderd", "Je account bij Birch & Co staat klaar"], mails.Select(mail => mail.Subject));
        Assert.All(mails, mail => Assert.StartsWith("Hallo Jane,", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_acceptance_needs_no_mouse()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.OpenAsync(await site.Aurora.InviteAsync(DemoShop.NewEmail()));
        var keyboard = visitor.Page.Keyboard;

        await visitor.TabToAsync("a.skip");
        await keyboard.PressAsync("Enter");
        await visitor.TabToAsync("#password");
        await keyboard.TypeAsync("short");
        await keyboard.PressAsync("Enter");
        await visitor.Page.Locator(".alert").WaitForAsync();

        // The page opens in the first field that is wrong.
        Assert.Equal("password", await visitor.FocusedAsync());
        await keyboard.TypeAsync(Visitor.GoodPassword);
        await visitor.TabToAsync("#password-reveal");
        await keyboard.PressAsync("Space");
        Assert.Equal("text", await visitor.Page.Locator("#password").GetAttributeAsync("type"));
        Assert.Equal("Hide", await visitor.Page.Locator("#password-reveal").InnerTextAsync());
        await visitor.TabToAsync("#passwordconfirmation");
        await keyboard.TypeAsync(Visitor.GoodPassword);
        await visitor.TabToAsync("main form button[type=submit]");
        await keyboard.PressAsync("Enter");

        await visitor.Page.WaitForURLAsync("**/account");
        visitor.AssertSilent();
    }
}
