using System.Globalization;
using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

public sealed class DeleteAccountTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Wrong = "wrong-horse-battery-staple";

    private async Task<(IDoor Door, string Session)> SignedInAsync(string name, string email, Shop? shop = null)
    {
        var door = (shop ?? platform.Aurora).Door(name);
        await door.Shop.CustomerAsync(email);
        return (door, (await door.SignInAsync(email, Shop.GoodPassword)).Session!);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task The_password_deletes_the_account_and_no_other(string name)
    {
        var email = $"goes-{name}@example.com";
        var (door, session) = await SignedInAsync(name, email);
        var (elsewhere, stays) = await SignedInAsync(name, email, platform.Birch);
        var (_, neighbour) = await SignedInAsync(name, $"neighbour-{name}@example.com");

        Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Null(await platform.Aurora.FindCustomerAsync(email));
        Assert.False(await door.IsSignedInAsync(session));
        Assert.False((await door.SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True(await door.IsSignedInAsync(neighbour));
        Assert.True(await elsewhere.IsSignedInAsync(stays));
    }

    [Fact]
    public async Task The_answer_is_the_published_example_and_the_page_confirms_it()
    {
        var bearer = await platform.Aurora.CustomerAsync("seed@example.com");
        var (_, cookie) = await SignedInAsync("browser", "seed-page@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = cookie;

        var answer = await platform.Aurora.Api(bearer).PostAsync("customer/account/delete", new { password = Shop.GoodPassword });
        var page = await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"error":false,"message":"Account deleted.","data":[]}""", answer.Text);
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.Matches("^/account/deleted[?]receipt=[0-9a-f-]{36}$", page.Location);
        Assert.DoesNotContain("__Host-session", browser.Cookies.Keys);
        Assert.Equal("Your account is deleted", (await browser.GetAsync(page.Location!)).Heading);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_wrong_password_deletes_nothing(string name)
    {
        var (door, session) = await SignedInAsync(name, $"stays-{name}@example.com");

        foreach (var password in new[] { Wrong, Shop.GoodPassword + " ", Shop.GoodPassword.ToUpperInvariant(), "x", "'; DELETE FROM Customers; --" })
        {
            var refused = await platform.UnchangedAsync(() => door.DeleteAsync(session, password));
            Assert.False(refused.IsDone);
            Assert.Equal(["password"], refused.Errors.Keys);
        }

        Assert.True(await door.IsSignedInAsync(session));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_missing_or_overlong_password_is_refused_and_not_counted(string name)
    {
        var (door, session) = await SignedInAsync(name, $"endless-{name}@example.com");

        for (var round = 0; round < 6; round++)
        {
            foreach (var password in new[] { "", new string('a', 192) })
            {
                Assert.NotNull((await platform.UnchangedAsync(() => door.DeleteAsync(session, password))).Error("password"));
            }
        }

        Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);
    }

    [Fact]
    public async Task Only_the_customers_own_token_deletes()
    {
        var bearer = await platform.Aurora.CustomerAsync("own@example.com");
        var birchs = await platform.Birch.CustomerAsync("own@example.com");

        foreach (var token in new[] { null, "nonsense", platform.Aurora.Token, birchs, bearer + "x", bearer.ToLowerInvariant() })
        {
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                (await platform.UnchangedAsync(() => platform.Aurora.Door("API").DeleteAsync(token!, Shop.GoodPassword))).Status);
        }

        var visitor = await platform.UnchangedAsync(() =>
            platform.Aurora.NewBrowser().PostAsync("/account/delete", [new("_handler", "delete-account"), new("Input.Password", Shop.GoodPassword)]));
        Assert.Equal((HttpStatusCode.SeeOther, "/account/sign-in"), (visitor.Status, visitor.Location));
        Assert.True(await platform.Aurora.Door("API").IsSignedInAsync(bearer));
    }

    [Fact]
    public async Task Failed_attempts_at_deletion_and_sign_in_share_one_count()
    {
        await using var strict =
            new TestPlatform { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = 3.ToString(CultureInfo.InvariantCulture) } };
        var (api, page) = (strict.Aurora.Door("API"), strict.Aurora.Door("browser"));
        var bearer = await strict.Aurora.CustomerAsync("counted@example.com");
        var cookie = (await page.SignInAsync("counted@example.com", Shop.GoodPassword)).Session!;
        await api.DeleteAsync(bearer, Wrong);
        await page.DeleteAsync(cookie, Wrong);
        await api.SignInAsync("counted@example.com", Wrong);

        var answer = await strict.UnchangedAsync(() => api.DeleteAsync(bearer, Shop.GoodPassword));
        var onPage = await strict.UnchangedAsync(() => page.DeleteAsync(cookie, Shop.GoodPassword));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.False(onPage.IsDone);
        Assert.InRange((int)onPage.Status, 200, 499);
        Assert.Equal("Too many tries. Wait a minute and try again.", onPage.Message);
        Assert.False((await page.SignInAsync("counted@example.com", Shop.GoodPassword)).IsSignedIn);
        strict.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.True((await page.DeleteAsync(cookie, Shop.GoodPassword)).IsDone);
    }

    [Fact]
    public async Task A_delayed_account_shows_the_waiting_time_at_both_doors()
    {
        await using var strict =
            new TestPlatform { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = 1.ToString(CultureInfo.InvariantCulture) } };
        var bearer = await strict.Aurora.CustomerAsync("locked@example.com");
        var browser = strict.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await strict.Aurora.Door("browser").SignInAsync("locked@example.com", Shop.GoodPassword)).Session!;
        await strict.Aurora.Door("API").DeleteAsync(bearer, Wrong);

        var answer =
            await strict.UnchangedAsync(() => strict.Aurora.Api(bearer).PostAsync("customer/account/delete", new { password = Shop.GoodPassword }));
        var page = await browser.SubmitAsync(await browser.GetAsync("/account/delete"), ("Password", Shop.GoodPassword));

        Assert.Equal((HttpStatusCode.TooManyRequests, "passwords.locked_out"), (answer.Status, answer.Code));
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 900);
        Assert.InRange((int)page.Status, 200, 499);
        Assert.Contains("Wait a minute", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Shop.GoodPassword, page.Text, StringComparison.Ordinal);
        Assert.NotNull(await strict.Aurora.FindCustomerAsync("locked@example.com"));
    }

    [Fact]
    public async Task Of_16_parallel_deletions_one_succeeds_and_none_fails_with_an_error()
    {
        var bearer = await platform.Aurora.CustomerAsync("parallel@example.com");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16)
            .Select(_ => Task.Run(() => platform.Aurora.Door("API").DeleteAsync(bearer, Shop.GoodPassword))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(
            outcomes.Where(outcome => !outcome.IsDone),
            outcome => Assert.Contains(outcome.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
        Assert.Single(
            await platform.MailsAsync(), mail => mail.To == "parallel@example.com" && !mail.Text.Contains("token=", StringComparison.Ordinal));
    }
}
