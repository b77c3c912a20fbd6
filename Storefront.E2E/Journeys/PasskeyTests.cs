using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Passkeys in a browser: made after accepting, used by autofill and by the button, removed elsewhere, and at the other shop.</summary>
[Collection(OnTheSite.Name)]
public sealed class PasskeyTests(Site site)
{
    private DemoShop Shop(string name) => name == "aurora" ? site.Aurora : site.Birch;

    private static ILocator AddButton(Visitor visitor) => visitor.Page.Locator("[data-passkey=create]");

    private static ILocator SignInButton(Visitor visitor) => visitor.Page.Locator("[data-passkey=get]");

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/sign-out");
        await visitor.LeaveByAsync(visitor.Page.Locator("main form button[type=submit]"));
    }

    /// <summary>A new customer who made a passkey on this page's device, and is signed out.</summary>
    private static async Task<(string Email, VirtualAuthenticator Device)> OwnerAsync(Visitor visitor)
    {
        var email = await visitor.BecomeCustomerAsync();
        var device = await VirtualAuthenticator.PlugInAsync(visitor);
        await visitor.GoAsync("/account/passkeys");
        await visitor.LeaveByAsync(AddButton(visitor));
        Assert.StartsWith("/account/passkeys", visitor.Path, StringComparison.Ordinal);
        Assert.Equal(1, await visitor.Page.Locator("tbody tr").CountAsync());
        await device.BePresentAsync(false);
        await SignOutAsync(visitor);
        return (email, device);
    }

    [Theory, InlineData("aurora"), InlineData("birch")]
    public async Task A_passkey_is_suggested_after_accepting_and_opens_the_account_by_autofill_and_by_the_button(string name)
    {
        await using var visitor = await site.VisitAsync(Shop(name));
        await visitor.BecomeCustomerAsync();
        var device = await VirtualAuthenticator.PlugInAsync(visitor);
        await visitor.GoAsync("/account");
        await visitor.LeaveByAsync(visitor.Page.Locator("[data-passkey-able] a"));
        await visitor.LeaveByAsync(AddButton(visitor));
        Assert.Equal(1, await device.CountAsync());
        await visitor.GoAsync("/account");
        Assert.Equal(0, await visitor.Page.Locator("[data-passkey-able]").CountAsync());

        await device.BePresentAsync(false);
        await SignOutAsync(visitor);
        await device.BePresentAsync(true);
        await visitor.GoAsync("/account/sign-in?return=%2Faccount%2Fsettings");
        await visitor.Page.WaitForURLAsync("**/account/settings");

        await device.BePresentAsync(false);
        await SignOutAsync(visitor);
        await visitor.GoAsync("/account/sign-in");
        await visitor.Page.Locator("[name='Input.Remember']").CheckAsync();
        await device.BePresentAsync(true);
        await SignInButton(visitor).ClickAsync();
        await visitor.Page.WaitForURLAsync("**/account");
        var cookies = await visitor.Page.Context.CookiesAsync();
        Assert.True(cookies.Single(cookie => cookie.Name == "__Host-session").Expires > 0);
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_key_that_was_removed_elsewhere_says_so_and_the_password_still_opens_the_account()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var (email, device) = await OwnerAsync(visitor);
        await using var elsewhere = await site.VisitAsync(site.Aurora);
        await elsewhere.SignInAsync(email);
        await elsewhere.GoAsync("/account/passkeys");
        await elsewhere.LeaveByAsync(elsewhere.Page.Locator("tbody a"));
        await elsewhere.PressAsync("Remove this passkey");
        Assert.Contains("The passkey is removed.", await elsewhere.TextAsync(), StringComparison.Ordinal);

        await visitor.GoAsync("/account/sign-in");
        await device.BePresentAsync(true);
        await SignInButton(visitor).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("main")).ToContainTextAsync("This passkey does not open an account here.");
        await device.BePresentAsync(false);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visitor.SignInAsync(email);
        Assert.Equal("/account", visitor.Path);
    }

    [Fact]
    public async Task The_key_of_a_deleted_account_opens_nothing()
    {
        await using var visitor = await site.VisitAsync(site.Birch);
        var (email, device) = await OwnerAsync(visitor);
        await using var elsewhere = await site.VisitAsync(site.Birch);
        await elsewhere.SignInAsync(email);
        await elsewhere.GoAsync("/account/delete");
        await elsewhere.SendAsync(("password", Visitor.GoodPassword));
        Assert.StartsWith("/account/deleted", elsewhere.Path, StringComparison.Ordinal);

        await visitor.GoAsync("/account/sign-in");
        await device.BePresentAsync(true);
        await SignInButton(visitor).ClickAsync();

        await Assertions.Expect(visitor.Page.Locator("main .alert")).ToBeVisibleAsync();
        Assert.StartsWith("/account/sign-in", visitor.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_shop_is_not_offered_the_key()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var (_, device) = await OwnerAsync(visitor);
        await visitor.OpenAsync(new Uri(site.Birch.Address, "/account/sign-in"));
        await device.BePresentAsync(true);

        await SignInButton(visitor).ClickAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal(new Uri(site.Birch.Address, "/account/sign-in").AbsoluteUri, visitor.Page.Url);
        Assert.Equal(1, await device.CountAsync());
    }

    [Fact]
    public async Task Without_script_only_the_passkey_is_missing()
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = false });
        await visitor.BecomeCustomerAsync();
        Assert.False(await visitor.Page.Locator("[data-passkey-able]").IsVisibleAsync());

        await visitor.GoAsync("/account/passkeys");
        Assert.Contains("This browser makes no passkeys here", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.False(await AddButton(visitor).IsVisibleAsync());
        await SignOutAsync(visitor);
        await visitor.GoAsync("/account/sign-in");
        Assert.False(await SignInButton(visitor).IsVisibleAsync());
        Assert.True(await visitor.Page.Locator("#password").IsVisibleAsync());
    }
}
