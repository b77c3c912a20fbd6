using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

public sealed class SignInStaffTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task An_owner_signs_in_and_the_cookie_is_strict_and_of_this_host_only()
    {
        var browser = platform.StaffBrowser();

        var answer = await browser.SignInAsync(StaffScene.OwnerOfAurora);

        Assert.Equal((HttpStatusCode.SeeOther, "/admin"), (answer.Status, answer.Location));
        var cookie = Assert.Single(answer.Response.Headers.GetValues("Set-Cookie"), set => set.StartsWith("__Host-staff=", StringComparison.Ordinal));
        Assert.All(["httponly", "secure", "samesite=strict", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("nobody@aurora.example", StaffScene.DemoPassword)]
    [InlineData(StaffScene.OwnerOfAurora, "wrong-horse-battery")]
    [InlineData("jane@example.com", Shop.GoodPassword)]
    public async Task Unknown_addresses_wrong_passwords_and_customers_get_one_answer(string email, string password)
    {
        await platform.Aurora.CustomerAsync($"customer-{Guid.CreateVersion7():n}@example.com");

        var answer = await platform.StaffBrowser().SignInAsync(email, password);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("This address and password do not belong together.", answer.Problem("email"));
        var cookies = answer.Response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        Assert.DoesNotContain(cookies, cookie => cookie.Contains("__Host-staff=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_ten_wrong_passwords_even_the_right_one_waits_known_address_or_not()
    {
        await using var fresh = new TestPlatform();
        foreach (var email in new[] { StaffScene.OwnerOfBirch, "nobody@birch.example" })
        {
            for (var attempt = 0; attempt < 10; attempt++)
            {
                await fresh.StaffBrowser().SignInAsync(email, "wrong-horse-battery");
            }

            Assert.Contains("Too many tries", (await fresh.StaffBrowser().SignInAsync(email)).Main, StringComparison.Ordinal);
        }

        Assert.Equal("/admin", (await fresh.StaffBrowser().SignInAsync(StaffScene.OwnerOfAurora)).Location);
    }

    [Fact]
    public async Task One_client_may_miss_ten_times_as_often_and_then_waits_at_every_account()
    {
        await using var fresh = new TestPlatform { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "2" } };
        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.NotNull((await fresh.StaffBrowser().SignInAsync($"nobody-{attempt}@aurora.example")).Problem("email"));
        }

        Assert.Contains("Too many tries", (await fresh.StaffBrowser().SignInAsync(StaffScene.OwnerOfAurora)).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_password_clears_the_accounts_count()
    {
        await using var fresh = new TestPlatform { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "2" } };
        for (var round = 0; round < 3; round++)
        {
            await fresh.StaffBrowser().SignInAsync(StaffScene.OwnerOfAurora, "wrong-horse-battery");
            Assert.Equal("/admin", (await fresh.StaffBrowser().SignInAsync(StaffScene.OwnerOfAurora)).Location);
        }
    }

    [Fact]
    public async Task A_session_ends_after_eight_hours_for_its_cookie_and_for_its_open_pages()
    {
        await using var fresh = new TestPlatform();
        var browser = fresh.StaffBrowser();
        await browser.SignInAsync(StaffScene.OwnerOfAurora);
        Assert.Single(await AliveAsync(fresh));
        fresh.Clock.Turn(StaffSession.Lifetime - TimeSpan.FromMinutes(1));
        Assert.True(await browser.IsSignedInAsync());

        fresh.Clock.Turn(TimeSpan.FromMinutes(2));

        Assert.False(await browser.IsSignedInAsync());
        Assert.Empty(await AliveAsync(fresh));
        await using var scope = fresh.Services.CreateAsyncScope();
        var sessions = scope.ServiceProvider.GetRequiredService<StaffSessions>();
        var secret = await sessions.OpenAsync(await fresh.StaffIdAsync(StaffScene.OwnerOfAurora), default);
        fresh.Clock.Turn(StaffSession.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Null(await sessions.FindAsync(secret, default));
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie_and_no_other_session()
    {
        var (browser, other) = (platform.StaffBrowser(), platform.StaffBrowser());
        await browser.SignInAsync(StaffScene.OwnerOfAurora);
        await other.SignInAsync(StaffScene.OwnerOfAurora);
        var copy = browser.Copy();

        var answer = await browser.SubmitAsync(await browser.GetAsync("/admin/sign-out"));

        Assert.Equal("/admin/sign-in?ended=1", answer.Location);
        Assert.False(await copy.IsSignedInAsync());
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task A_return_address_leads_back_into_the_admin_and_nowhere_else()
    {
        foreach (var (asked, expected) in new[]
        {
            ("/admin/shops/1/invitations?tab=bounced", "/admin/shops/1/invitations?tab=bounced"),
            ("https://evil.example/admin", "/admin"), ("//evil.example/admin", "/admin"), ("/account", "/admin"), ("/administer", "/admin"),
        })
        {
            var browser = platform.StaffBrowser();
            var page = await browser.GetAsync("/admin/sign-in?return=" + Uri.EscapeDataString(asked));
            var answer = await browser.SubmitAsync(page, ("Email", StaffScene.OwnerOfAurora), ("Password", StaffScene.DemoPassword));
            Assert.Equal(expected, answer.Location);
        }
    }

    [Fact]
    public async Task The_cookie_of_staff_opens_no_shop_and_a_customers_cookie_no_admin()
    {
        var browser = platform.StaffBrowser();
        await browser.SignInAsync(StaffScene.OwnerOfAurora);
        var atShop = new Browser(platform.Client(platform.Aurora.Host)) { Cookies = new(browser.Cookies) };

        Assert.StartsWith("/account/sign-in", (await atShop.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await atShop.GetAsync("/admin")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await atShop.GetAsync("/_blazor")).Status);
    }

    private static async Task<List<long>> AliveAsync(TestPlatform platform)
    {
        var ids = await platform.StaffAsync(db => db.Sessions.Select(session => session.Id).ToArrayAsync());
        await using var scope = platform.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaffSessions>().AliveAsync(ids, default);
    }
}
