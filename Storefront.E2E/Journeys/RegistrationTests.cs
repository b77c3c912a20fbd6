using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Registers without an invitation, with script and without.</summary>
[Collection(OnTheSite.Name)]
public sealed class RegistrationTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_new_customer_registers_verifies_the_address_and_finds_the_guest_orders(bool script)
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Aurora, email, 2);
        await site.Circumstances.AddOrdersAsync(site.Birch, email, 1);
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });

        await visitor.GoAsync("/account/sign-in");
        await visitor.FollowAsync("Open an account");
        await visitor.SendAsync(("email", email), ("firstname", "Jane"), ("password", "short"), ("passwordconfirmation", "short"));
        await visitor.AssertToldAboutAsync("password");
        Assert.Equal(
            (email, "Jane", ""), (await visitor.ValueAsync("email"), await visitor.ValueAsync("firstname"), await visitor.ValueAsync("password")));
        await visitor.SendAsync(("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));
        Assert.Equal("/account", visitor.Path);
        Assert.Contains("Your address is not confirmed yet", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.FollowAsync("My orders");
        Assert.Contains("There are no orders here yet.", await visitor.TextAsync(), StringComparison.Ordinal);

        var link = await site.Aurora.WaitForLinkAsync(email, "/account/verify-email");
        await visitor.OpenAsync(link);
        Assert.Equal("/account/verify-email", visitor.Path);
        await visitor.Page.ReloadAsync();
        await visitor.OpenAsync(link);
        await visitor.PressAsync("Confirm my address");
        Assert.Equal("Your address is confirmed", await visitor.HeadingAsync());
        Assert.Contains("2 earlier orders were added to your account.", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.FollowAsync("To my account");
        Assert.DoesNotContain("not confirmed", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.FollowAsync("My orders");
        Assert.Equal(2, await visitor.Page.Locator("tbody tr").CountAsync());
        await visitor.OpenAsync(link);
        Assert.Equal("Your address is confirmed", await visitor.HeadingAsync());
        visitor.AssertSilent();
    }

    [Fact]
    public async Task A_verification_link_is_unknown_at_another_shop()
    {
        var email = DemoShop.NewEmail();
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = false });
        await visitor.RegisterAsync(email);
        var link = await site.Birch.WaitForLinkAsync(email, "/account/verify-email");
        await using var elsewhere = await site.VisitAsync(site.Aurora);
        await elsewhere.RegisterAsync(email);

        await elsewhere.GoAsync(link.PathAndQuery);
        Assert.Equal("This link is not known here", await elsewhere.HeadingAsync());
        await elsewhere.GoAsync("/account");
        Assert.Contains("not confirmed", await elsewhere.TextAsync(), StringComparison.Ordinal);

        await visitor.OpenAsync(link);
        await visitor.SendAsync();
        Assert.Equal(site.Birch.Says("Your address is confirmed"), await visitor.HeadingAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_double_click_opens_one_account_and_signs_in(bool script)
    {
        var email = DemoShop.NewEmail();
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        await visitor.GoAsync("/account/register");
        await visitor.FillAsync(("email", email), ("password", Visitor.GoodPassword), ("passwordconfirmation", Visitor.GoodPassword));

        await visitor.Page.Locator("main form button[type=submit]").DblClickAsync();

        await visitor.Page.WaitForURLAsync("**/account");
        Assert.Contains(email, await visitor.TextAsync(), StringComparison.Ordinal);
    }
}
