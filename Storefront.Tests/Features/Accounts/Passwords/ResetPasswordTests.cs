using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passwords;

public sealed class ResetPasswordTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string NewPassword = "an-entirely-new-password";

    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_changes_the_password_and_ends_every_session_and_bearer(string name)
    {
        var email = $"resets-{name}@example.com";
        var bearer = await platform.Aurora.CustomerAsync(email);
        var cookie = (await new BrowserDoor(platform.Aurora).SignInAsync(email, Shop.GoodPassword)).Session!;
        var bystander = await platform.Aurora.CustomerAsync($"bystander-{name}@example.com");

        var reset = await Open(name).ResetAsync(await platform.Aurora.ForgetPasswordAsync(email), NewPassword);

        Assert.True(reset.IsDone);
        Assert.False(reset.IsSignedIn);
        Assert.False(await new ApiDoor(platform.Aurora).IsSignedInAsync(bearer));
        Assert.False(await new BrowserDoor(platform.Aurora).IsSignedInAsync(cookie));
        Assert.True(await new ApiDoor(platform.Aurora).IsSignedInAsync(bystander));
        Assert.False((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await Open(name).SignInAsync(email, NewPassword)).IsSignedIn);
        Assert.Contains(
            (await platform.MailsAsync()).Where(mail => mail.To == email), mail => mail.Text.Contains("was changed", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_locked_out_owner_signs_in_after_a_reset(string name)
    {
        var email = $"locked-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        for (var miss = 0; miss < 11; miss++)
        {
            await Open(name).SignInAsync(email, "not-the-password-at-all");
        }

        Assert.False((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);

        await Open(name).ResetAsync(await platform.Aurora.ForgetPasswordAsync(email), NewPassword);

        Assert.True((await Open(name).SignInAsync(email, NewPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_weak_personal_or_mistyped_password_leaves_the_link_usable(string name)
    {
        var email = $"weak-reset-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var link = await platform.Aurora.ForgetPasswordAsync(email);

        Assert.NotNull((await Open(name).ResetAsync(link, "short")).Error("password"));
        Assert.NotNull((await Open(name).ResetAsync(link, email)).Error("password"));
        Assert.NotNull((await Open(name).ResetAsync(link, NewPassword, NewPassword + "r")).Error("password_confirmation"));

        Assert.True((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await Open(name).ResetAsync(link, NewPassword)).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_works_once(string name)
    {
        var email = $"once-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var link = await platform.Aurora.ForgetPasswordAsync(email);
        Assert.True((await Open(name).ResetAsync(link, NewPassword)).IsDone);
        var session = (await Open(name).SignInAsync(email, NewPassword)).Session!;

        Assert.False((await Open(name).ResetAsync(link, "a-third-password-nobody-knows")).IsDone);

        Assert.True(await Open(name).IsSignedInAsync(session));
        Assert.True((await Open(name).SignInAsync(email, NewPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_reset_cancels_a_pending_address_change(string name)
    {
        var email = $"moving-{name}@example.com";
        var session = await platform.Aurora.CustomerAsync(email);
        Assert.True((await new ApiDoor(platform.Aurora)
            .DoAsync(session, AccountOperation.ChangeEmail, ("email", $"thief-{name}@example.com"), ("current_password", Shop.GoodPassword))).IsDone);

        Assert.True((await Open(name).ResetAsync(await platform.Aurora.ForgetPasswordAsync(email), NewPassword)).IsDone);

        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.EmailChanges.Where(change => change.Customer.Email == email)));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_works_for_an_hour(string name)
    {
        var email = $"late-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var link = await platform.Aurora.ForgetPasswordAsync(email);
        platform.Clock.Turn(TimeSpan.FromMinutes(60));

        Assert.False((await Open(name).ResetAsync(link, NewPassword)).IsDone);

        Assert.True((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task At_another_shop_the_link_is_unknown(string name)
    {
        var email = $"shops-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        await platform.Birch.CustomerAsync(email);
        var link = await platform.Aurora.ForgetPasswordAsync(email);

        var birch = platform.Birch.Doors.First(door => door.ToString() == name);
        Assert.False((await birch.ResetAsync(link, NewPassword)).IsDone);

        Assert.True((await birch.SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await Open(name).ResetAsync(link, NewPassword)).IsDone);
        Assert.True((await birch.SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_of_another_purpose_or_person_sets_no_password(string name)
    {
        var (one, two) = ($"one-{name}@example.com", $"two-{name}@example.com");
        await platform.Aurora.CustomerAsync(one);
        await platform.Aurora.CustomerAsync(two);
        var invitation = await platform.Aurora.InviteAsync($"third-{name}@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync(one);

        var wrongPurpose =
            new Link(new($"https://aurora.localhost/account/reset-password{invitation.Address.Query}"), invitation.Email, invitation.Token);
        var wrongPerson =
            new Link(new($"https://aurora.localhost/account/reset-password?email={Uri.EscapeDataString(two)}&token={link.Token}"), two, link.Token);
        Assert.False((await Open(name).ResetAsync(wrongPurpose, NewPassword)).IsDone);
        Assert.False((await Open(name).ResetAsync(wrongPerson, NewPassword)).IsDone);

        Assert.True((await Open(name).SignInAsync(two, Shop.GoodPassword)).IsSignedIn);
        Assert.Null((await platform.Aurora.FindCustomerAsync(invitation.Email))!.PasswordHash);
    }

    [Fact]
    public async Task Of_64_parallel_callers_one_changes_the_password()
    {
        await platform.Aurora.CustomerAsync("reset-race@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync("reset-race@example.com");
        var door = new ApiDoor(platform.Aurora);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => door.ResetAsync(link, $"{NewPassword}-{number}"))));

        var winner = Assert.Single(Enumerable.Range(0, 64), number => outcomes[number].IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal(HttpStatusCode.BadRequest, outcome.Status));
        Assert.True((await door.SignInAsync("reset-race@example.com", $"{NewPassword}-{winner}")).IsSignedIn);
    }

    [Fact]
    public async Task Opening_the_link_by_machines_leaves_it_usable()
    {
        await platform.Aurora.CustomerAsync("scanned@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync("scanned@example.com");
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get, HttpMethod.Options })
        {
            var scanner = platform.Aurora.NewBrowser();
            await scanner.SendAsync(method, link.Address.PathAndQuery);
            await scanner.OpenAsync(link.Address.PathAndQuery);
        }

        Assert.True((await new BrowserDoor(platform.Aurora).ResetAsync(link, NewPassword)).IsDone);
    }

    [Fact]
    public async Task The_link_moves_into_a_cookie_that_opens_no_other_page_or_shop()
    {
        await platform.Aurora.CustomerAsync("clean@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync("clean@example.com");
        var browser = platform.Aurora.NewBrowser();

        var landing = await browser.GetAsync(link.Address.PathAndQuery);

        Assert.Equal((HttpStatusCode.SeeOther, "/account/reset-password"), (landing.Status, landing.Location));
        var cookie = Assert.Single(browser.Cookies, cookie => cookie.Key == "__Host-reset-password").Value;
        var invited = platform.Aurora.NewBrowser();
        invited.Cookies["__Host-invitation"] = cookie;
        Assert.Equal("No link is open in this browser", (await invited.GetAsync("/account/accept-invitation")).Heading);
        var birch = platform.Birch.NewBrowser();
        birch.Cookies["__Host-reset-password"] = cookie;
        Assert.Null((await birch.GetAsync("/account/reset-password")).Page.QuerySelector("#password"));
    }

    [Fact]
    public async Task A_double_click_succeeds_and_another_password_afterwards_does_not()
    {
        await platform.Aurora.CustomerAsync("twice@example.com");
        var link = await platform.Aurora.ForgetPasswordAsync("twice@example.com");
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);

        var first = await browser.SubmitAsync(page, ("Password", NewPassword), ("PasswordConfirmation", NewPassword));
        var second = await browser.SubmitAsync(page, ("Password", NewPassword), ("PasswordConfirmation", NewPassword));
        var third = await browser.SubmitAsync(page, ("Password", NewPassword + "-3"), ("PasswordConfirmation", NewPassword + "-3"));

        Assert.StartsWith("/account/sign-in", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal("This link has been used", third.Heading);
        Assert.Contains("Your password is changed", (await browser.GetAsync(first.Location!)).Main, StringComparison.Ordinal);
    }
}
