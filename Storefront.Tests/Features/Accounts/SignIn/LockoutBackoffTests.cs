using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

/// <summary>Too many failed attempts cause a growing delay, and nobody can lock an account's owner out permanently.</summary>
public sealed class LockoutBackoffTests : IAsyncDisposable
{
    private const int Limit = 3;
    private const string Email = "owner@example.com";
    private const string Wrong = "wrong-horse-battery-staple";
    private readonly TestPlatform _platform = new()
    {
        Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = Limit.ToString(CultureInfo.InvariantCulture) }
    };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private Task<ApiAnswer> MissAsync(string email = Email) => Aurora.Api().PostPublicAsync("customer/auth/login", new { email, password = Wrong });

    private async Task LockAsync(string email = Email)
    {
        for (var miss = 0; miss < Limit; miss++)
        {
            await MissAsync(email);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await MissAsync(email)).Status);
    }

    private async Task<List<string>> CountersAsync(Shop shop) => [.. (await _platform.AsAsync(shop, db => db.AttemptCounters.ToListAsync()))
        .Where(counter => counter.Key.StartsWith("password", StringComparison.Ordinal)).Select(counter => $"{counter.Key} {counter.Count}")
        .Order(StringComparer.Ordinal)];

    private static async Task<BrowserAnswer> SignInAsync(Browser browser, string email = Email, string password = Shop.GoodPassword) =>
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", email), ("Password", password));

    // A browser the customer has signed in with, signed out again.
    private static async Task<Browser> KnownBrowserAsync(Shop shop, string email = Email)
    {
        var browser = shop.NewBrowser();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(browser, email)).Status);
        await browser.SubmitAsync(await browser.GetAsync("/account"));
        return browser;
    }

    [Theory, InlineData(Email), InlineData("nobody@example.com")]
    public async Task The_delay_doubles_from_one_to_15_minutes_with_one_attempt_after_each(string email)
    {
        await Aurora.CustomerAsync(Email);
        for (var miss = 0; miss < Limit; miss++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MissAsync(email)).Status);
        }

        foreach (var minutes in new[] { 1, 2, 4, 8, 15, 15, 15 })
        {
            var blocked = await MissAsync(email);
            Assert.Equal((HttpStatusCode.TooManyRequests, $"{minutes * 60}"), (blocked.Status, blocked.Header("Retry-After")));
            Assert.Equal(
                minutes == 1 ? "Too many tries. Wait a minute and try again." : $"Too many tries. Wait {minutes} minutes and try again.",
                blocked.Message);
            _platform.Clock.Turn(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal("1", (await MissAsync(email)).Header("Retry-After"));
            _platform.Clock.Turn(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MissAsync(email)).Status);
        }

        _platform.Clock.Turn(TimeSpan.FromMinutes(30));
        for (var miss = 0; miss < Limit; miss++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MissAsync(email)).Status);
        }
    }

    [Fact]
    public async Task Signing_in_at_one_shop_clears_nothing_at_another()
    {
        await Aurora.CustomerAsync(Email);
        await _platform.Birch.Api().PostPublicAsync("customer/auth/login", new { email = Email, password = Wrong });
        var before = await CountersAsync(_platform.Birch);

        Assert.True((await Aurora.Door("API").SignInAsync(Email, Shop.GoodPassword)).IsSignedIn);

        Assert.Equal(2, before.Count);
        Assert.Equal(before, await CountersAsync(_platform.Birch));
    }

    [Fact]
    public async Task Parallel_guesses_after_a_delay_get_one_check()
    {
        await Aurora.CustomerAsync(Email);
        await LockAsync();
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => MissAsync())));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.UnprocessableEntity);
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_clock_set_back_delays_nobody_longer_than_15_minutes()
    {
        await Aurora.CustomerAsync(Email);
        _platform.Clock.Turn(TimeSpan.FromDays(1));
        await LockAsync();
        _platform.Clock.Turn(TimeSpan.FromDays(-1));

        Assert.True((await Aurora.Door("API").SignInAsync(Email, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Other_peoples_failed_attempts_do_not_delay_a_known_browser()
    {
        await Aurora.CustomerAsync(Email);
        var known = await KnownBrowserAsync(Aurora);
        await LockAsync();

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(Aurora.NewBrowser())).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(known)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await MissAsync()).Status);
    }

    [Fact]
    public async Task A_known_browser_is_delayed_by_its_own_failed_attempts_which_also_count_for_the_account()
    {
        await Aurora.CustomerAsync(Email);
        var known = await KnownBrowserAsync(Aurora);
        for (var miss = 0; miss < Limit; miss++)
        {
            Assert.NotNull((await SignInAsync(known, password: Wrong)).Problem("email"));
        }

        Assert.Contains("Wait a minute", (await SignInAsync(known)).Main, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await MissAsync()).Status);
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(known)).Status);
    }

    [Fact]
    public async Task A_browser_known_to_one_customer_is_unknown_to_another_and_at_another_shop()
    {
        await Aurora.CustomerAsync(Email);
        await Aurora.CustomerAsync("other@example.com");
        await _platform.Birch.CustomerAsync(Email);
        var ofOther = await KnownBrowserAsync(Aurora, "other@example.com");
        var ofBirch = Aurora.NewBrowser();
        ofBirch.Cookies["__Host-device"] = (await KnownBrowserAsync(_platform.Birch)).Cookies["__Host-device"];
        await LockAsync();

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(ofOther)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(ofBirch)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(ofOther, "other@example.com")).Status);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_reset_signs_the_owner_in_at_once_and_forgets_known_devices(string door)
    {
        const string NewPassword = "another-horse-battery-staple";
        await Aurora.CustomerAsync(Email);
        var known = await KnownBrowserAsync(Aurora);
        await LockAsync();
        Assert.True((await Aurora.Door(door).ResetAsync(await Aurora.ForgetPasswordAsync(Email), NewPassword)).IsDone);

        Assert.True((await Aurora.Door(door).SignInAsync(Email, NewPassword)).IsSignedIn);
        await LockAsync();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(known, password: NewPassword)).Status);
    }

    [Fact]
    public async Task Attempts_during_a_delay_do_not_count_for_the_client()
    {
        await Aurora.CustomerAsync(Email);
        await Aurora.CustomerAsync("neighbour@example.com");
        await LockAsync();
        for (var knock = 0; knock < 10 * Limit; knock++)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, (await MissAsync()).Status);
        }

        Assert.True((await Aurora.Door("API").SignInAsync("neighbour@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Deleting_a_delayed_account_leaves_no_delay_to_the_next_owner_of_the_address()
    {
        await Aurora.CustomerAsync(Email);
        var known = await KnownBrowserAsync(Aurora);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(known)).Status);
        await LockAsync();

        Assert.StartsWith(
            "/account/deleted", (await known.SubmitAsync(await known.GetAsync("/account/delete"), ("Password", Shop.GoodPassword))).Location,
            StringComparison.Ordinal);

        await Aurora.CustomerAsync(Email);
        Assert.True((await Aurora.Door("API").SignInAsync(Email, Shop.GoodPassword)).IsSignedIn);
    }
}
