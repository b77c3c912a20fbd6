using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Changes the password by mail and in the settings, with script and without; each ends the other sessions.</summary>
[Collection(OnTheSite.Name)]
public sealed class PasswordTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_forgotten_password_is_replaced_by_mail_and_every_other_browser_is_signed_out(bool script)
    {
        await using var elsewhere = await site.VisitAsync(site.Aurora);
        var email = await elsewhere.BecomeCustomerAsync();
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });

        await visitor.SignInAsync(email, "not this one");
        Assert.Equal(email, await visitor.ValueAsync("email"));
        await visitor.FollowAsync("Forgot your password?");
        await visitor.SendAsync(("email", email));
        Assert.Equal("Look in your inbox", await visitor.HeadingAsync());

        var link = await site.Aurora.WaitForLinkAsync(email, "/account/reset-password");
        await visitor.OpenAsync(link);
        Assert.Equal("/account/reset-password", visitor.Path);
        await visitor.SendAsync(("password", Visitor.OtherPassword), ("passwordconfirmation", "mistyped"));
        await visitor.AssertToldAboutAsync("passwordconfirmation");
        await visitor.SendAsync(("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        Assert.StartsWith("/account/sign-in?", visitor.Path, StringComparison.Ordinal);
        Assert.Contains("Your password is changed. Sign in with the new one.", await visitor.TextAsync(), StringComparison.Ordinal);

        await elsewhere.Page.ReloadAsync();
        Assert.StartsWith("/account/sign-in", elsewhere.Path, StringComparison.Ordinal);
        await elsewhere.SendAsync(("email", email), ("password", Visitor.GoodPassword));
        Assert.Contains("This address and password do not belong together.", await elsewhere.TextAsync(), StringComparison.Ordinal);

        Assert.Equal(email, await visitor.ValueAsync("email"));
        await visitor.SendAsync(("password", Visitor.OtherPassword));
        Assert.Equal("/account", visitor.Path);
        await visitor.OpenAsync(link);
        Assert.Equal("This link has been used", await visitor.HeadingAsync());
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_link_to_a_new_password_is_unknown_at_the_other_shop()
    {
        await using var customer = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = false });
        var email = await customer.BecomeCustomerAsync();
        await using var visitor = await site.VisitAsync(site.Birch);
        await visitor.GoAsync("/account/forgot-password");
        await visitor.SendAsync(("email", email));
        var link = await site.Birch.WaitForLinkAsync(email, "/account/reset-password");

        await using var elsewhere = await site.VisitAsync(site.Aurora);
        await elsewhere.GoAsync(link.PathAndQuery);

        Assert.Equal("This link is not known here", await elsewhere.HeadingAsync());
        await customer.Page.ReloadAsync();
        Assert.Equal("/account", customer.Path);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_changed_password_keeps_this_browser_and_ends_the_others(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        var email = await visitor.BecomeCustomerAsync();
        await using var elsewhere = await site.VisitAsync(site.Aurora);
        await elsewhere.SignInAsync(email);
        Assert.Equal("/account", elsewhere.Path);

        await visitor.FollowAsync("Settings");
        await visitor.FollowAsync("Change my password");
        await visitor.SendAsync(
            ("currentpassword", "not this one"), ("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        await visitor.AssertToldAboutAsync("currentpassword");
        await elsewhere.Page.ReloadAsync();
        Assert.Equal("/account", elsewhere.Path);

        await visitor.SendAsync(
            ("currentpassword", Visitor.GoodPassword), ("password", Visitor.OtherPassword), ("passwordconfirmation", Visitor.OtherPassword));
        Assert.StartsWith("/account/settings", visitor.Path, StringComparison.Ordinal);
        Assert.Contains("Your password is changed.", await visitor.TextAsync(), StringComparison.Ordinal);
        await elsewhere.Page.ReloadAsync();
        Assert.StartsWith("/account/sign-in", elsewhere.Path, StringComparison.Ordinal);
        await elsewhere.SignInAsync(email, Visitor.OtherPassword);
        Assert.Equal("/account", elsewhere.Path);
        visitor.AssertSilent();
    }
}
