using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Changes the account's settings, with script and without: names, addresses, e-mail address, devices.</summary>
public sealed class SettingsTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Valid_names_and_addresses_are_saved(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        await visitor.BecomeCustomerAsync();
        await visitor.GoAsync("/account/settings");
        await visitor.FollowAsync("Change my details");

        await visitor.FillAsync(("firstname", "Zoë"), ("lastname", "O’Brien"), ("phone", "call me"));
        await visitor.SubmitAsync("phone");
        await visitor.AssertToldAboutAsync("phone");
        Assert.Equal(("Zoë", "call me"), (await visitor.ValueAsync("firstname"), await visitor.ValueAsync("phone")));
        await visitor.FillAsync(("phone", "+31 20 123 4567"));
        await visitor.SubmitAsync("phone");
        Assert.Contains("Your details are saved.", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.FollowAsync("Back to settings");
        await visitor.FollowAsync("Change my addresses");
        await visitor.FillAsync(
            ("defaultbilling-firstname", "Zoë"), ("defaultbilling-lastname", "O’Brien"), ("defaultbilling-street", "Keizersgracht"),
            ("defaultbilling-number", "12"), ("defaultbilling-postcode", "1015 CJ"));
        await visitor.SubmitAsync("defaultbilling-city");
        await visitor.AssertToldAboutAsync("defaultbilling-city");
        Assert.Equal("Keizersgracht", await visitor.ValueAsync("defaultbilling-street"));
        await visitor.FillAsync(("defaultbilling-city", "Amsterdam"));
        await visitor.Page.Locator("#defaultbilling-country").SelectOptionAsync("NL");
        await visitor.SubmitAsync("defaultbilling-city");
        Assert.Contains("Your addresses are saved.", await visitor.TextAsync(), StringComparison.Ordinal);

        Assert.Equal(("Amsterdam", "NL"), (await visitor.ValueAsync("defaultbilling-city"), await visitor.ValueAsync("defaultbilling-country")));
        await visitor.FollowAsync("Back to settings");
        Assert.Contains("1015 CJ Amsterdam", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.FollowAsync("Change my details");
        Assert.Equal("O’Brien", await visitor.ValueAsync("lastname"));
        await visitor.GoAsync("/account");
        Assert.Equal("Hello Zoë", await visitor.HeadingAsync());
        visitor.AssertSilent();
    }

    [Fact]
    public async Task Of_two_tabs_the_later_one_shows_what_the_earlier_one_saved()
    {
        await using var visitor = await site.VisitAsync(site.Birch);
        await visitor.BecomeCustomerAsync("Jane", "Doe");
        await visitor.GoAsync("/account/details");
        await using var other = await visitor.OpenTabAsync();
        await other.GoAsync("/account/details");
        await other.FillAsync(("firstname", "Johanna"), ("phone", "+31201234567"));
        await other.SubmitAsync("phone");

        await visitor.FillAsync(("firstname", "Jantje"), ("phone", "+31207654321"));
        await visitor.SubmitAsync("phone");
        Assert.Contains("Johanna, Doe", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("Jantje", await visitor.ValueAsync("firstname"));
        await visitor.SubmitAsync("phone");
        Assert.Contains(site.Birch.Says("Your details are saved."), await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("Jantje", await visitor.ValueAsync("firstname"));
    }

    [Fact]
    public async Task A_form_sent_after_signing_out_in_another_tab_saves_nothing_and_says_so()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var email = await visitor.BecomeCustomerAsync("Jane", "Doe");
        await visitor.GoAsync("/account/details");
        await using var other = await visitor.OpenTabAsync();
        await other.GoAsync("/account");
        await other.PressAsync("Sign out");

        await visitor.FillAsync(("firstname", "Nobody"), ("phone", "+31201234567"));
        await visitor.SubmitAsync("phone");
        Assert.Contains("You had been signed out, so nothing was saved.", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.SendAsync(("email", email), ("password", Visitor.GoodPassword));
        Assert.StartsWith("/account/details", visitor.Path, StringComparison.Ordinal);
        Assert.Equal("Nobody", await visitor.ValueAsync("firstname"));
        await other.GoAsync("/account");
        Assert.Equal("Hello Jane", await other.HeadingAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_new_address_is_used_once_its_code_was_typed(bool script)
    {
        var next = DemoShop.NewEmail();
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        var email = await visitor.BecomeCustomerAsync();
        await visitor.GoAsync("/account/settings");
        await visitor.FollowAsync("Change my e\u2011mail address");

        await visitor.SendAsync(("email", next), ("currentpassword", "not this one"));
        await visitor.AssertToldAboutAsync("currentpassword");
        Assert.Equal(next, await visitor.ValueAsync("email"));
        await visitor.SendAsync(("currentpassword", Visitor.GoodPassword));
        var code = await site.Aurora.WaitForCodeAsync(next);
        Assert.NotNull(await site.Aurora.WaitForLinkAsync(email, "/account/stop-email-change"));

        await visitor.FillAsync(("token", code == "000000" ? "111111" : "000000"));
        await visitor.SubmitAsync("token");
        Assert.Equal("This is not the code of the newest mail.", await visitor.Page.Locator("#token-problem").InnerTextAsync());
        await visitor.FillAsync(("token", $" {code[..3]} {code[3..]} "));
        await visitor.SubmitAsync("token");
        Assert.StartsWith("/account/sign-in?", visitor.Path, StringComparison.Ordinal);
        Assert.Contains("Your e-mail address is changed.", await visitor.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(next, await visitor.ValueAsync("email"));
        await visitor.SendAsync(("password", Visitor.GoodPassword));
        Assert.Contains(next, await visitor.TextAsync(), StringComparison.Ordinal);
        visitor.AssertSilent();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_device_is_signed_out_from_another_one(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        var email = await visitor.BecomeCustomerAsync();
        await using var phone = await site.VisitAsync(site.Aurora, new() { UserAgent = Visitor.Phone });
        await phone.SignInAsync(email);
        await using var third = await site.VisitAsync(site.Aurora);
        await third.SignInAsync(email);

        await visitor.GoAsync("/account/sessions");
        Assert.Equal(3, await visitor.Page.Locator("tbody tr").CountAsync());
        await visitor.LeaveByAsync(visitor.Page.Locator("tbody tr", new() { HasText = "iP" }).GetByRole(Microsoft.Playwright.AriaRole.Button));
        Assert.Contains("Signed out there.", await visitor.TextAsync(), StringComparison.Ordinal);
        await phone.Page.ReloadAsync();
        Assert.StartsWith("/account/sign-in", phone.Path, StringComparison.Ordinal);
        await third.Page.ReloadAsync();
        Assert.Equal("/account", third.Path);

        await visitor.PressAsync("Sign out everywhere else");
        await third.Page.ReloadAsync();
        Assert.StartsWith("/account/sign-in", third.Path, StringComparison.Ordinal);
        Assert.Equal(1, await visitor.Page.Locator("tbody tr").CountAsync());
        visitor.AssertSilent();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_change_of_address_is_stopped_from_the_old_mailbox_and_by_posting_only(bool script)
    {
        var next = DemoShop.NewEmail();
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        var email = await visitor.BecomeCustomerAsync();
        await visitor.GoAsync("/account/email");
        await visitor.SendAsync(("email", next), ("currentpassword", Visitor.GoodPassword));
        var code = await site.Birch.WaitForCodeAsync(next);
        await using var owner = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        var link = await site.Birch.WaitForLinkAsync(email, "/account/stop-email-change");
        await owner.OpenAsync(link);
        await owner.Page.ReloadAsync();
        await owner.PressAsync(site.Birch.Says("Stop the change"));
        Assert.Equal(site.Birch.Says("Your address stays as it is"), await owner.HeadingAsync());

        await visitor.FillAsync(("token", code));
        await visitor.SubmitAsync("token");
        await visitor.GoAsync("/account");
        Assert.Contains(email, await visitor.TextAsync(), StringComparison.Ordinal);
        await using var elsewhere = await site.VisitAsync(site.Aurora);
        await elsewhere.GoAsync(link.PathAndQuery);
        Assert.Equal("This link is not known here", await elsewhere.HeadingAsync());
    }
}
