using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class AcceptInvitationTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_opens_the_account_and_signs_in(string name)
    {
        var link = await platform.Aurora.InviteAsync($"opens-{name}@example.com");

        var accepted = await Open(name).AcceptAsync(link, Shop.GoodPassword);

        Assert.True(accepted.IsSignedIn);
        Assert.True(await Open(name).IsSignedInAsync(accepted.Session!));
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        Assert.NotNull(customer!.EmailVerifiedAt);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_weak_password_leaves_the_link_usable(string name)
    {
        var link = await platform.Aurora.InviteAsync($"weak-{name}@example.com");

        var weak = await Open(name).AcceptAsync(link, "short");
        var strong = await Open(name).AcceptAsync(link, Shop.GoodPassword);

        Assert.Contains("at least", weak.Error("password"), StringComparison.Ordinal);
        Assert.True(strong.IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_password_made_of_the_invited_name_leaves_the_link_usable(string name)
    {
        var email = $"leaning-{name}@example.com";
        var link = await platform.Aurora.InviteAsync(email, "Wilhelmina", "Grootenboer");

        var leaning = await Open(name).AcceptAsync(link, "WilhelminaGrootenboer");
        var strong = await Open(name).AcceptAsync(link, Shop.GoodPassword);

        Assert.Contains("your name", leaning.Error("password"), StringComparison.Ordinal);
        Assert.True(strong.IsSignedIn);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_used_link_says_so_even_with_a_weak_password(string name)
    {
        var link = await platform.Aurora.InviteAsync($"used-up-{name}@example.com");
        Assert.True((await Open(name).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);

        var again = await Open(name).AcceptAsync(link, "passwordpassword");

        Assert.False(again.IsDone);
        Assert.Null(again.Error("password"));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_works_once(string name)
    {
        var link = await platform.Aurora.InviteAsync($"once-{name}@example.com");
        Assert.True((await Open(name).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);

        var again = await Open(name).AcceptAsync(link, "another-horse-battery-staple");

        Assert.False(again.IsDone);
        Assert.False((await Open(name).SignInAsync(link.Email, "another-horse-battery-staple")).IsSignedIn);
    }

    [Fact]
    public async Task Of_64_parallel_callers_one_is_signed_in()
    {
        var link = await platform.Aurora.InviteAsync("race@example.com");
        var door = new ApiDoor(platform.Aurora);

        var outcomes =
            await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() => door.AcceptAsync(link, $"{Shop.GoodPassword}-{number}"))));

        Assert.Single(outcomes, outcome => outcome.IsSignedIn);
        Assert.All(outcomes.Where(outcome => !outcome.IsSignedIn), outcome => Assert.Equal(HttpStatusCode.BadRequest, outcome.Status));
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Sessions.Where(session => session.CustomerId == customer!.Id)));
    }

    [Fact]
    public async Task The_same_browser_repeating_the_form_gets_the_same_session()
    {
        var link = await platform.Aurora.InviteAsync("repeat@example.com");
        var browser = platform.Aurora.NewBrowser();
        var page = await browser.OpenAsync(link.Address.PathAndQuery);
        var twin = browser.Copy();

        var first = await browser.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));
        var second = await twin.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(HttpStatusCode.SeeOther, second.Status);
        Assert.Equal(browser.Cookies["__Host-session"], twin.Cookies["__Host-session"]);
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        Assert.Equal(1, await platform.AsAsync(platform.Aurora, db => db.Sessions.CountAsync(session => session.CustomerId == customer!.Id)));
    }
}
