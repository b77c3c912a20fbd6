using System.Globalization;
using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.SignIn;

public sealed class LockOutTests : IAsyncDisposable
{
    private const int Limit = 3;
    private const int ClientLimit = 10 * Limit;
    private const string Wrong = "wrong-horse-battery-staple";
    private readonly WatchedHasher _hasher = new();
    private readonly TestPlatform _platform;

    public LockOutTests() => _platform =
        new() { Change = _hasher.Watch, Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = Limit.ToString(CultureInfo.InvariantCulture) } };

    private IDoor Api => _platform.Aurora.Door("API");
    private IDoor Page => _platform.Aurora.Door("browser");

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory, InlineData("locked@example.com"), InlineData("nobody@example.com"), InlineData("invited@example.com")]
    public async Task Failed_attempts_count_across_doors_and_delay_even_the_correct_password(string email)
    {
        await _platform.Aurora.CustomerAsync("locked@example.com");
        await _platform.Birch.CustomerAsync("locked@example.com");
        await _platform.Aurora.InviteAsync("invited@example.com");
        await Api.SignInAsync(email, Wrong);
        await Page.SignInAsync(email.ToUpperInvariant(), Wrong);
        await Api.SignInAsync(email, Wrong);

        var answer = await _platform.UnchangedAsync(() =>
            _platform.Aurora.Api().PostPublicAsync("customer/auth/login", new { email, password = Shop.GoodPassword }));
        var page = await _platform.UnchangedAsync(() => Page.SignInAsync(email, Shop.GoodPassword));

        Assert.Equal((HttpStatusCode.TooManyRequests, "passwords.locked_out"), (answer.Status, answer.Code));
        Assert.Equal("60", answer.Header("Retry-After"));
        Assert.Equal("0", answer.Header("X-RateLimit-Remaining"));
        Assert.False(page.IsSignedIn);
        Assert.Equal("Too many tries. Wait a minute and try again.", page.Message);
        Assert.Equal(Limit, _hasher.Checks.Count);
        Assert.True((await _platform.Birch.Door("API").SignInAsync("locked@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task After_the_delay_the_correct_password_signs_in()
    {
        await _platform.Aurora.CustomerAsync("patient@example.com");
        for (var miss = 0; miss < Limit; miss++)
        {
            await Api.SignInAsync("patient@example.com", Wrong);
        }

        _platform.Clock.Turn(TimeSpan.FromSeconds(59));
        Assert.False((await Page.SignInAsync("patient@example.com", Shop.GoodPassword)).IsSignedIn);
        _platform.Clock.Turn(TimeSpan.FromSeconds(1));

        Assert.True((await Page.SignInAsync("patient@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Signing_in_clears_earlier_failed_attempts()
    {
        await _platform.Aurora.CustomerAsync("forgetful@example.com");

        for (var round = 0; round < 3; round++)
        {
            for (var miss = 0; miss < Limit - 1; miss++)
            {
                Assert.False((await Api.SignInAsync("forgetful@example.com", Wrong)).IsSignedIn);
            }

            Assert.True((await Page.SignInAsync("forgetful@example.com", Shop.GoodPassword)).IsSignedIn);
        }
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Deleting_the_account_takes_back_what_was_counted_of_its_client(string name)
    {
        var door = _platform.Aurora.Door(name);
        await _platform.Aurora.CustomerAsync("leaver@example.com");
        var session = (await door.SignInAsync("leaver@example.com", Shop.GoodPassword)).Session!;

        Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await _platform.Aurora.CountMissesAsync());
    }

    [Fact]
    public async Task Parallel_guesses_get_no_more_checks_than_the_limit()
    {
        await _platform.Aurora.CustomerAsync("guessed@example.com");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(number => Task.Run(() => Api.SignInAsync("guessed@example.com", $"guess number {number}"))));

        Assert.Equal(Limit, _hasher.Checks.Count);
        Assert.Equal(Limit, outcomes.Count(outcome => outcome.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(32 - Limit, outcomes.Count(outcome => outcome.Status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task One_client_may_miss_ten_times_as_often_and_is_then_delayed_at_every_account()
    {
        await _platform.Aurora.CustomerAsync("bystander@example.com");
        await _platform.Birch.CustomerAsync("bystander@example.com");
        for (var miss = 0; miss < ClientLimit - 1; miss++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Api.SignInAsync($"account-{miss}@example.com", Wrong)).Status);
        }

        // The client's own success is not a failed attempt, and takes none back.
        Assert.True((await Api.SignInAsync("bystander@example.com", Shop.GoodPassword)).IsSignedIn);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Api.SignInAsync("last@example.com", Wrong)).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await Api.SignInAsync("bystander@example.com", Shop.GoodPassword)).Status);
        Assert.False((await Page.SignInAsync("bystander@example.com", Shop.GoodPassword)).IsSignedIn);
        Assert.True((await _platform.Birch.Door("API").SignInAsync("bystander@example.com", Shop.GoodPassword)).IsSignedIn);
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.True((await Page.SignInAsync("bystander@example.com", Shop.GoodPassword)).IsSignedIn);
    }

    [Theory]
    [InlineData("customer/auth/login", null, "password", "/account/sign-in", "sign-in", "Input.Password")]
    [InlineData("customer/account/delete", null, "password", "/account/delete", "delete-account", "Input.Password")]
    [InlineData(
        "customer/password/change", "next-horse-battery-staple", "current_password", "/account/password", "change-password", "Input.CurrentPassword")]
    [InlineData("customer/email/change", "moves@example.com", "current_password", "/account/email", "change-email", "Input.CurrentPassword")]
    public async Task Every_password_form_shows_a_delayed_account_the_waiting_time(
        string path, string? next, string field, string address, string form, string input)
    {
        await using var strict = new TestPlatform { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = "1" } };
        const string Locked = "locked@example.com";
        var bearer = await strict.Aurora.CustomerAsync(Locked);
        var browser = strict.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await strict.Aurora.Door("browser").SignInAsync(Locked, Shop.GoodPassword)).Session!;
        await strict.Aurora.Door("API").SignInAsync(Locked, Wrong);
        var email = next?.Contains('@', StringComparison.Ordinal) == true ? next : Locked;

        var answer = await strict.UnchangedAsync(() => strict.Aurora.Api(bearer).PostAsync(path, new Dictionary<string, object?>
        {
            ["project_id"] = 1,
            ["email"] = email,
            ["password"] = next ?? Shop.GoodPassword,
            ["password_confirmation"] = next,
            [field] = Shop.GoodPassword,
        }));
        (string, string?)[] typed =
            [("Input.Email", email), ("Input.Password", next), ("Input.PasswordConfirmation", next), (input, Shop.GoodPassword)];
        var page = await browser.GetAsync(address);
        var told = await strict.UnchangedAsync(() => browser.SubmitFormAsync(page, form, typed));

        Assert.Equal((HttpStatusCode.TooManyRequests, "passwords.locked_out"), (answer.Status, answer.Code));
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 900);
        Assert.InRange((int)told.Status, 200, 499);
        Assert.Contains("Wait a minute", told.Page.QuerySelector("main form [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Shop.GoodPassword, told.Text, StringComparison.Ordinal);
    }
}
