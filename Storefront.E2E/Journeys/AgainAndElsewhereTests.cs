using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Repeats a form that succeeded: twice, after going back, after a reload, at the wrong merchant, with the wrong password, in two
/// browsers.</summary>
public sealed class AgainAndElsewhereTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_double_click_opens_one_account_and_signs_in()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.OpenAsync(await site.Aurora.InviteAsync(DemoShop.NewEmail()));
        await visitor.Page.Locator("#password").FillAsync(Visitor.GoodPassword);
        await visitor.Page.Locator("#passwordconfirmation").FillAsync(Visitor.GoodPassword);

        await visitor.Page.Locator("main form button[type=submit]").DblClickAsync();

        await visitor.Page.WaitForURLAsync("**/account");
        Assert.Equal("My account", await visitor.HeadingAsync());
    }

    [Fact]
    public async Task Going_back_and_posting_the_form_again_signs_in()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.AcceptAsync(await site.Aurora.InviteAsync(DemoShop.NewEmail()));

        await visitor.Page.GoBackAsync();
        Assert.Contains("You are signed in", await visitor.TextAsync(), StringComparison.Ordinal);

        await visitor.Page.ReloadAsync();
        await visitor.FollowAsync("To my account");
        Assert.Equal("/account", visitor.Path);
    }

    [Fact]
    public async Task Reloading_after_the_acceptance_stays_signed_in()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.BecomeCustomerAsync();

        await visitor.Page.ReloadAsync();

        Assert.Equal("/account", visitor.Path);
        Assert.Equal("My account", await visitor.HeadingAsync());
    }

    [Fact]
    public async Task Opening_the_mail_again_shows_the_account_and_in_another_browser_the_sign_in_page()
    {
        var email = DemoShop.NewEmail();
        var link = await site.Aurora.InviteAsync(email);
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.AcceptAsync(link);

        await visitor.OpenAsync(link);
        Assert.Equal("This invitation has been accepted", await visitor.HeadingAsync());
        await visitor.FollowAsync("To my account");
        Assert.Equal("/account", visitor.Path);

        await using var other = await site.VisitAsync(site.Aurora);
        await other.OpenAsync(link);
        await other.FollowAsync("Sign in");
        Assert.Equal(email, await other.Page.Locator("#email").InputValueAsync());
    }

    [Fact]
    public async Task A_link_is_unknown_at_another_shop()
    {
        var link = await site.Aurora.InviteAsync(DemoShop.NewEmail());
        await using var visitor = await site.VisitAsync(site.Birch);

        await visitor.GoAsync(link.PathAndQuery);
        Assert.Equal(site.Birch.Says("This link is not known here"), await visitor.HeadingAsync());
        Assert.Equal("/account/accept-invitation", visitor.Path);

        await using var invited = await site.VisitAsync(site.Aurora);
        await invited.AcceptAsync(link);
    }

    [Fact]
    public async Task A_wrong_password_deletes_nothing_and_is_not_shown_again()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        await visitor.BecomeCustomerAsync("Jane");
        await visitor.GoAsync("/account/delete");

        await visitor.SendAsync(("password", "not this one"));

        Assert.Equal("The password is not right.", await visitor.Page.Locator("#password-problem").InnerTextAsync());
        await visitor.AssertToldAboutAsync("password");
        Assert.Equal("", await visitor.Page.Locator("#password").InputValueAsync());
        await visitor.GoAsync("/account");
        Assert.Equal("Hello Jane", await visitor.HeadingAsync());
    }

    [Fact]
    public async Task Deleting_the_account_ends_every_other_browser_at_its_next_request()
    {
        await using var first = await site.VisitAsync(site.Aurora);
        var email = await first.BecomeCustomerAsync();
        await using var second = await site.VisitAsync(site.Aurora);
        await second.SignInAsync(email);
        Assert.Equal("/account", second.Path);

        await first.GoAsync("/account/delete");
        await first.SendAsync(("password", Visitor.GoodPassword));
        await second.FollowAsync("My orders");

        Assert.Equal("/account/sign-in?return=%2Faccount%2Forders", second.Path);
        await second.SendAsync(("email", email), ("password", Visitor.GoodPassword));
        Assert.Contains("This address and password do not belong together.", await second.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_had_to_sign_in_is_redirected_to_the_requested_page()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var email = await visitor.BecomeCustomerAsync();
        await using var again = await site.VisitAsync(site.Aurora);

        await again.GoAsync("/account/settings");
        await again.SendAsync(("email", email), ("password", Visitor.GoodPassword));

        Assert.Equal("/account/settings", again.Path);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_back_button_after_deleting_shows_nothing_of_the_account(bool script)
    {
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script });
        var email = await visitor.BecomeCustomerAsync("Jane");
        await visitor.GoAsync("/account/settings");
        await visitor.GoAsync("/account/delete");
        await visitor.SendAsync(("password", Visitor.GoodPassword));

        foreach (var _ in new[] { "to the form", "to the settings", "to the account" })
        {
            await visitor.Page.GoBackAsync();
            Assert.StartsWith("/account/deleted", visitor.Path, StringComparison.Ordinal);
            Assert.DoesNotContain(email, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_host_says_so_and_links_to_no_shop()
    {
        await using var visitor = await site.VisitAsync(site.Aurora);
        var email = await visitor.BecomeCustomerAsync();

        var answer = await visitor.OpenAsync(new(site.At("nobody.localhost"), "/account"));

        Assert.Equal(404, answer!.Status);
        Assert.Equal("There is no shop at this address", await visitor.HeadingAsync());
        Assert.DoesNotContain(email, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Aurora", await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.Equal("/account", visitor.Path);
    }
}
