using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

/// <summary>What a stranger can do to somebody's mailbox and to a merchant's mails.</summary>
public sealed partial class MailFloodTests
{
    private const string Victim = "victim@example.com";
    private const string Fresh = "another-horse-battery-staple";

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    private static async Task OnAsync(string database, Func<TestPlatform, Task> attack, params (string Setting, string Value)[] limits)
    {
        if (database == "SQLite")
        {
            await using var platform = new TestPlatform();
            Limit(platform, limits);
            await attack(platform);
        }
        else if (RequiresProgramFactAttribute.PathOf("initdb") is not null)
        {
            await using var server = await PostgresServer.StartAsync();
            await using var platform = PostgresPlatform.On(server);
            Limit(platform, limits);
            await attack(platform);
        }
    }

    private static void Limit(TestPlatform platform, (string Setting, string Value)[] limits)
    {
        foreach (var (setting, value) in limits)
        {
            platform.Settings[$"RateLimits:{setting}"] = value;
        }

        _ = platform.Services;
    }

    private static Task<ApiAnswer> ChangeEmailAsync(Shop shop, string session, string email) =>
        shop.Api(session).PostAsync("customer/email/change", new { email, current_password = Shop.GoodPassword });

    private static async Task<int> MailsToAsync(TestPlatform platform, Func<string, bool> isTo) =>
        (await platform.MailsAsync()).Count(mail => isTo(mail.To));

    [Theory, MemberData(nameof(Databases))]
    public Task An_unverified_account_causes_three_mails_an_hour_and_six_a_day(string database) => OnAsync(database, async platform =>
    {
        var shop = platform.Aurora;
        var session = (await new ApiDoor(shop).RegisterAsync(Victim, Shop.GoodPassword)).Session!;
        for (var call = 0; call < 60; call++)
        {
            var refused = await ChangeEmailAsync(shop, session, $"stranger-{call}@example.com");
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "email.unverified"), (refused.Status, refused.Code));
        }

        for (var hour = 0; hour < 24; hour++)
        {
            foreach (var door in shop.Doors)
            {
                var signedIn = (await door.SignInAsync(Victim, Shop.GoodPassword)).Session!;
                await door.ResendVerificationAsync(signedIn);
                await door.ForgotAsync(Victim);
                await door.RegisterAsync(Victim, Shop.GoodPassword);
                Assert.False((await door.DoAsync(
                    signedIn, AccountOperation.ChangeEmail, ("email", "stranger@example.com"), ("current_password", Shop.GoodPassword))).IsDone);
            }

            Assert.InRange(await MailsToAsync(platform, to => to == Victim), 1, hour == 0 ? 3 : 6);
            platform.Clock.Turn(TimeSpan.FromMinutes(59));
        }

        Assert.Equal((6, 6), (await MailsToAsync(platform, to => to == Victim), await MailsToAsync(platform, _ => true)));
    });

    [Theory, MemberData(nameof(Databases))]
    public Task Registering_and_deleting_repeatedly_clears_no_count(string database) => OnAsync(database, async platform =>
    {
        var door = new ApiDoor(platform.Aurora);
        for (var round = 0; round < 20; round++)
        {
            var session = (await door.RegisterAsync(Victim, Shop.GoodPassword)).Session!;
            await door.ResendVerificationAsync(session);
            await platform.MailsAsync();
            Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);
        }

        Assert.InRange(await MailsToAsync(platform, to => to == Victim), 1, 3);
    });

    [Theory]
    [InlineData("victim+{0}@example.com")]
    [InlineData("vic.tim+{0}@gmail.com")]
    [InlineData("v.i.c.t.i.m+{0}@googlemail.com")]
    public Task Tags_of_one_mailbox_count_together(string pattern) => OnAsync("SQLite", async platform =>
    {
        for (var tag = 0; tag < 20; tag++)
        {
            await new ApiDoor(platform.Aurora).RegisterAsync(string.Format(null, pattern, tag), Shop.GoodPassword);
            await new ApiDoor(platform.Aurora).RegisterAsync(
                string.Format(null, pattern.Replace("v", "v.", StringComparison.Ordinal).Replace("..", ".", StringComparison.Ordinal), tag + 100),
                Shop.GoodPassword);
        }

        // Dots are ignored only where the provider ignores them.
        Assert.Equal(pattern.EndsWith("example.com", StringComparison.Ordinal) ? 6 : 3, await MailsToAsync(platform, _ => true));
    });

    [Theory, MemberData(nameof(Databases))]
    public Task A_verified_account_mails_five_codes_an_hour_and_its_owner_one_notice(string database) => OnAsync(database, async platform =>
    {
        var session = await platform.Aurora.CustomerAsync("thief@example.com");
        var answers = new List<ApiAnswer>();
        for (var call = 0; call < 60; call++)
        {
            answers.Add(await ChangeEmailAsync(platform.Aurora, session, $"stranger-{call}@example.com"));
        }

        Assert.Equal(
            (5, 55),
            (answers.Count(answer => answer.Status == HttpStatusCode.OK), answers.Count(answer => answer.Code == "mail.self_service_quota")));
        Assert.InRange(int.Parse(answers[^1].Header("Retry-After")!, null), 1, 3600);
        Assert.Equal(5, await MailsToAsync(platform, to => to.StartsWith("stranger", StringComparison.Ordinal)));
        Assert.Single(
            await platform.MailsAsync(),
            mail => mail.To == "thief@example.com" && mail.Subject.StartsWith("Another address", StringComparison.Ordinal));
    });

    [Theory, ClassData(typeof(EveryDoor))]
    public Task Passwords_are_changed_five_times_an_hour_with_one_notice(string name) => OnAsync("SQLite", async platform =>
    {
        var door = platform.Aurora.Door(name);
        await platform.Aurora.CustomerAsync(Victim);
        var (session, current) = ((await door.SignInAsync(Victim, Shop.GoodPassword)).Session!, Shop.GoodPassword);
        for (var change = 0; change < 5; change++)
        {
            var next = $"{Fresh}-{change}";
            var changed = await door.DoAsync(
                session, AccountOperation.ChangePassword, ("current_password", current), ("password", next), ("password_confirmation", next));
            Assert.True(changed.IsDone, changed.Message);
            (session, current) = (changed.Session!, next);
        }

        var sixth = await door.DoAsync(
            session, AccountOperation.ChangePassword, ("current_password", current), ("password", Fresh), ("password_confirmation", Fresh));

        Assert.False(sixth.IsDone);
        Assert.Contains("Too many tries", sixth.Message, StringComparison.Ordinal);
        Assert.Single(await platform.MailsAsync(), mail => mail.To == Victim && mail.Subject.Contains("password", StringComparison.Ordinal));
        platform.Clock.Turn(TimeSpan.FromHours(1));
        Assert.True((await door.DoAsync(
            session, AccountOperation.ChangePassword, ("current_password", current), ("password", Fresh), ("password_confirmation", Fresh))).IsDone);
    });

    [Fact]
    public Task Parallel_changes_of_an_address_get_no_more_codes_than_the_account_may() => OnAsync("SQLite", async platform =>
    {
        var session = await platform.Aurora.CustomerAsync(Victim);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24)
            .Select(call => Task.Run(() => ChangeEmailAsync(platform.Aurora, session, $"stranger-{call}@example.com"))));

        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers, answer => Assert.True((int)answer.Status < 500));
    });
}
