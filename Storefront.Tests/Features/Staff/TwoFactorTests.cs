using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Staff;

public sealed class TwoFactorTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Fact]
    public async Task A_connected_app_is_asked_at_the_next_sign_in_and_each_recovery_code_works_once()
    {
        const string email = "factors@staff.example";
        var browser = await platform.JoinAsync(platform.Aurora, email, StaffRole.Owner);
        var page = await browser.GetAsync("/admin/two-factor/set-up");
        var key = page.Page.QuerySelector("main code")!.TextContent;
        Assert.StartsWith("data:image/png;base64,", page.Page.QuerySelector("main img")!.GetAttribute("src"), StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(page, ("Code", "000000"));
        Assert.Equal("This code is not right.", wrong.Problem("code"));
        var connected = await browser.SubmitAsync(wrong, ("Code", AuthenticatorApp.CodeOf(key)));
        var recovery = connected.Page.QuerySelectorAll("main li code").Select(code => code.TextContent).ToArray();

        Assert.Equal(10, recovery.Length);
        var stored = string.Join('\n', await platform.StaffAsync(db => db.Set<IdentityUserToken<long>>().Select(row => row.Value!).ToListAsync()));
        Assert.All([key, .. recovery], secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
        await AssertSignsInAsync(email, AuthenticatorApp.CodeOf(key), isLetIn: true);
        await AssertSignsInAsync(email, recovery[0], isLetIn: true);
        await AssertSignsInAsync(email, recovery[0], isLetIn: false);
        Assert.DoesNotContain(key, (await browser.GetAsync("/admin/two-factor/set-up")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_password_nobody_comes_to_the_code() =>
        Assert.Equal("/admin/sign-in", (await platform.StaffBrowser().GetAsync("/admin/two-factor")).Location);

    [Fact]
    public async Task Guessed_codes_count_as_attempts_and_then_even_the_right_one_waits()
    {
        const string email = "guessed@staff.example";
        await using var fresh = new TestPlatform();
        var browser = await fresh.JoinAsync(fresh.Aurora, email, StaffRole.Owner);
        var page = await browser.GetAsync("/admin/two-factor/set-up");
        var key = page.Page.QuerySelector("main code")!.TextContent;
        await browser.SubmitAsync(page, ("Code", AuthenticatorApp.CodeOf(key)));
        var thief = fresh.StaffBrowser();
        var code = await thief.GetAsync((await thief.SignInAsync(email, Shop.GoodPassword)).Location!);

        for (var guess = 0; guess < 10; guess++)
        {
            Assert.Equal("This code is not right.", (await thief.SubmitAsync(code, ("Code", $"{guess:D6}"))).Problem("code"));
        }

        Assert.Contains("Too many tries", (await thief.SubmitAsync(code, ("Code", AuthenticatorApp.CodeOf(key)))).Main, StringComparison.Ordinal);
        Assert.Contains("Too many tries", (await fresh.StaffBrowser().SignInAsync(email, Shop.GoodPassword)).Main, StringComparison.Ordinal);
        fresh.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.StartsWith("/admin/two-factor", (await fresh.StaffBrowser().SignInAsync(email, Shop.GoodPassword)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessed_codes_at_the_set_up_count_too()
    {
        const string email = "guessed-set-up@staff.example";
        await using var fresh = new TestPlatform();
        var browser = await fresh.JoinAsync(fresh.Aurora, email, StaffRole.Owner);
        var page = await browser.GetAsync("/admin/two-factor/set-up");
        for (var guess = 0; guess < 10; guess++)
        {
            await browser.SubmitAsync(page, ("Code", $"{guess:D6}"));
        }

        var right = await browser.SubmitAsync(page, ("Code", AuthenticatorApp.CodeOf(page.Page.QuerySelector("main code")!.TextContent)));

        Assert.Contains("Too many tries", right.Main, StringComparison.Ordinal);
    }

    private async Task AssertSignsInAsync(string email, string code, bool isLetIn)
    {
        var browser = platform.StaffBrowser();
        var half = await browser.SignInAsync(email, Shop.GoodPassword);
        Assert.StartsWith("/admin/two-factor", half.Location, StringComparison.Ordinal);
        Assert.False(await browser.IsSignedInAsync());

        var answer = await browser.SubmitAsync(await browser.GetAsync(half.Location!), ("Code", code));

        Assert.Equal(isLetIn, answer.Location == "/admin" && await browser.IsSignedInAsync());
    }
}
