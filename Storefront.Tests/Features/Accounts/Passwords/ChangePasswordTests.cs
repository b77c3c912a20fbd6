using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passwords;

public sealed class ChangePasswordTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Fresh = "another-horse-battery-staple";

    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    private static (string, object?)[] Change(string current = Shop.GoodPassword, string password = Fresh, string? repeated = null) =>
        [("current_password", current), ("password", password), ("password_confirmation", repeated ?? password)];

    [Theory, MemberData(nameof(Doors))]
    public async Task Every_session_ends_except_the_new_one_and_a_notice_is_mailed(string name)
    {
        var email = $"changes-{name}@example.com";
        var elsewhere = await platform.Birch.CustomerAsync(email);
        var bearer = await platform.Aurora.CustomerAsync(email);
        var browser = (await new BrowserDoor(platform.Aurora).SignInAsync(email, Shop.GoodPassword)).Session!;
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;

        var changed = await Open(name).DoAsync(mine, AccountOperation.ChangePassword, Change());

        Assert.True(changed.IsSignedIn, changed.Message);
        Assert.True(await Open(name).IsSignedInAsync(changed.Session!));
        Assert.NotEqual(mine, changed.Session);
        Assert.False(await Open(name).IsSignedInAsync(mine));
        Assert.False(await new ApiDoor(platform.Aurora).IsSignedInAsync(bearer));
        Assert.False(await new BrowserDoor(platform.Aurora).IsSignedInAsync(browser));
        Assert.False((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await Open(name).SignInAsync(email, Fresh)).IsSignedIn);
        Assert.True(await new ApiDoor(platform.Birch).IsSignedInAsync(elsewhere));
        Assert.True((await new ApiDoor(platform.Birch).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.Single(await platform.MailsAsync(), mail => mail.To == email && mail.Subject == "Your password at Aurora Coffee is changed");
    }

    [Theory]
    [InlineData("API", "current_password", "wrong-horse-battery-staple", Fresh, Fresh)]
    [InlineData("browser", "current_password", "wrong-horse-battery-staple", Fresh, Fresh)]
    [InlineData("API", "current_password", "", Fresh, Fresh)]
    [InlineData("browser", "current_password", "", Fresh, Fresh)]
    [InlineData("API", "password", Shop.GoodPassword, "short", "short")]
    [InlineData("browser", "password", Shop.GoodPassword, "short", "short")]
    [InlineData("API", "password_confirmation", Shop.GoodPassword, Fresh, "different-horse-battery")]
    [InlineData("browser", "password_confirmation", Shop.GoodPassword, Fresh, "different-horse-battery")]
    public async Task A_refused_change_changes_nothing(string name, string field, string current, string password, string repeated)
    {
        var email = $"refused-{name}-{field}-{current.Length}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;

        var refused = await Open(name).DoAsync(mine, AccountOperation.ChangePassword, Change(current, password, repeated));

        Assert.False(refused.IsDone);
        Assert.NotNull(refused.Error(field));
        Assert.True(await Open(name).IsSignedInAsync(mine));
        Assert.True((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == email && mail.Subject.Contains("password", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Wrong_passwords_count_towards_the_sign_in_limit(string name)
    {
        var email = $"lock-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var mine = (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;
        for (var i = 0; i < 10; i++)
        {
            await Open(name).DoAsync(mine, AccountOperation.ChangePassword, Change("wrong-horse-battery-staple"));
        }

        var locked = await Open(name).DoAsync(mine, AccountOperation.ChangePassword, Change());

        Assert.False(locked.IsDone);
        Assert.Contains("Too many tries", locked.Message, StringComparison.Ordinal);
        Assert.False((await Open(name).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.True(await Open(name).IsSignedInAsync(mine));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task The_correct_password_leaves_no_failed_attempt(string name)
    {
        await using var fresh = new TestPlatform();
        var door = fresh.Aurora.Door(name);
        await fresh.Aurora.CustomerAsync("right@example.com");
        var mine = (await door.SignInAsync("right@example.com", Shop.GoodPassword)).Session!;

        Assert.True((await door.DoAsync(mine, AccountOperation.ChangePassword, Change())).IsSignedIn);

        Assert.Equal(0, await fresh.Aurora.CountMissesAsync());
    }

    [Fact]
    public async Task Of_two_simultaneous_changes_one_succeeds_and_one_session_is_left()
    {
        const string email = "race-password@example.com";
        var mine = await platform.Aurora.CustomerAsync(email);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => Task.Run(() => Open("API").DoAsync(mine, AccountOperation.ChangePassword, Change(password: $"{Fresh}-{number}")))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes, outcome => Assert.True((int)outcome.Status < 500));
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Sessions.Where(session => session.Customer.Email == email)));
    }

    [Fact]
    public async Task Nobody_without_a_customer_session_of_this_shop_changes_a_password()
    {
        var mine = await platform.Aurora.CustomerAsync("outsider@example.com");
        var body = new { current_password = Shop.GoodPassword, password = Fresh, password_confirmation = Fresh };

        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Birch.Api(mine).PostAsync("customer/password/change", body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.MerchantApi.PostAsync("customer/password/change", body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.Api().PostAsync("customer/password/change", body)).Status);
        Assert.True((await Open("API").SignInAsync("outsider@example.com", Shop.GoodPassword)).IsSignedIn);
    }
}
