using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>The main journey of a shopper: invited, accepted, signed in, orders seen, signed out and in, deleted.</summary>
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
        Assert.Equal("/account/sign-in?notice=signed-out", visitor.Path);
        await visitor.SignInAsync(email);
        Assert.Equal("/account", visitor.Path);

        await visitor.FollowAsync("Settings");
        await visitor.FollowAsync("Delete my account");
        Assert.Contains("3 orders, for the tax authority", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        Assert.StartsWith("/account/deleted", visitor.Path, StringComparison.Ordinal);
        Assert.Equal("Your account is deleted", await visitor.HeadingAsync());

        // The receipt on the page equals the one in the mail.
        var receipt = await visitor.Page.Locator("dl.summary dd").Nth(1).InnerTextAsync();
        var notice = await site.Aurora.WaitForMailAsync(email, "Your account at Aurora Coffee is deleted");
        Assert.Contains(receipt, notice.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/account/deleted", visitor.Path, StringComparison.Ordinal);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task The_main_journey_works_in_Dutch_without_script()
    {
        var email = DemoShop.NewEmail();
        string Says(string sentence, params object[] values) => site.Birch.Says(sentence, values);
        await site.Circumstances.AddOrdersAsync(site.Birch, email, 1);
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = false });

        await visitor.OpenAsync(await site.Birch.InviteAsync(email, "Jane"));
        Assert.Equal("nl", await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(Says("Welcome to {0}", "Birch & Co"), await visitor.HeadingAsync());
        Assert.False(await visitor.Page.Locator("[data-reveal]").First.IsVisibleAsync());

        await visitor.SendAsync(("password", "kort"));
        Assert.Contains(Says("Use at least {0} characters.", 12), await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        Assert.Equal(Says("Hello {0}", "Jane"), await visitor.HeadingAsync());

        await visitor.FollowAsync(Says("My orders"));
        Assert.Contains("2 januari 2025", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("€\u00a01.239,51", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.GoAsync("/account");
        await visitor.PressAsync(Says("Sign out"));
        await visitor.SignInAsync(email);
        await visitor.FollowAsync(Says("Settings"));
        await visitor.FollowAsync(Says("Delete my account"));
        Assert.Contains("Eén bestelling, voor de Belastingdienst", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        Assert.Equal(Says("Your account is deleted"), await visitor.HeadingAsync());

        await site.Birch.WaitForMailAsync(email, Says("Your account at {0} is deleted", "Birch & Co"));
        var mails = await site.Birch.WaitForMailsAsync(email);
        Assert.All(mails, mail => Assert.StartsWith(Says("Hello {0},", "Jane"), mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_acceptance_works_by_keyboard()
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

        // The page opens at the error summary, which links to the first field with a problem.
        await visitor.AssertToldAboutAsync("password");
        await visitor.TabToAsync(".alert a[href='#password']");
        await keyboard.PressAsync("Enter");
        await visitor.AssertFocusedAsync("#password");
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
