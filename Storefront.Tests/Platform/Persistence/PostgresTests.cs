using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Outbox;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>The main journey and the races on a real PostgreSQL, migrated from an empty database.</summary>
public sealed class PostgresTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private const int Callers = 64;

    private Shop Aurora => postgres.Platform.Aurora;

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task The_whole_account_life_cycle_works_at_both_doors()
    {
        foreach (var door in Aurora.Doors)
        {
            var link = await Aurora.InviteAsync("jane@example.com");
            var accepted = await door.AcceptAsync(link, Shop.GoodPassword);
            Assert.True(accepted.IsSignedIn);
            await door.SignOutAsync(accepted.Session!);
            Assert.False(await door.IsSignedInAsync(accepted.Session!));
            Assert.False((await door.SignInAsync(link.Email, "wrong-horse-battery-staple")).IsSignedIn);

            var session = (await door.SignInAsync(link.Email, Shop.GoodPassword)).Session!;

            // The first account takes the address's guest orders along at its deletion; the second starts with none.
            string[] orders = door is ApiDoor ? ["AUR-1003", "AUR-1002", "AUR-1001"] : [];
            Assert.Equal(orders, await door.OrdersAsync(session));
            Assert.True((await door.DeleteAsync(session, Shop.GoodPassword)).IsDone);
            Assert.False(await door.IsSignedInAsync(session));
            Assert.Null(await Aurora.FindCustomerAsync(link.Email));
            Assert.Equal(3, await Aurora.CountAsync(db => db.Orders.Where(order => order.CustomerId == null && order.UnlinkedAt != null)));
        }

        var again = await Aurora.InviteAsync("jane@example.com");
        Assert.True((await Aurora.Doors[1].AcceptAsync(again, Shop.GoodPassword)).IsSignedIn);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task New_device_notices_superseded_links_and_ended_sessions_work()
    {
        const string Email = "devices@example.com";
        var (api, browser) = (Aurora.Door("API"), Aurora.Door("browser"));
        var bearer = await Aurora.CustomerAsync(Email);
        var cookie = (await browser.SignInAsync(Email, Shop.GoodPassword)).Session!;
        var older = await Aurora.ForgetPasswordAsync(Email);
        postgres.Platform.Clock.Turn(TimeSpan.FromMinutes(10));
        var newer = await Aurora.ForgetPasswordAsync(Email);

        Assert.Single(
            await postgres.Platform.MailsAsync(), mail => mail.To == Email && mail.Subject.StartsWith("A new device", StringComparison.Ordinal));
        Assert.False((await api.ResetAsync(older, $"{Shop.GoodPassword}-older")).IsDone);
        Assert.True((await api.ResetAsync(newer, $"{Shop.GoodPassword}-newer")).IsDone);
        Assert.False((await browser.ResetAsync(newer, $"{Shop.GoodPassword}-again")).IsDone);
        Assert.False(await api.IsSignedInAsync(bearer));
        Assert.False(await browser.IsSignedInAsync(cookie));
        Assert.True((await browser.SignInAsync(Email, $"{Shop.GoodPassword}-newer")).IsSignedIn);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_64_parallel_acceptances_of_one_link_one_succeeds()
    {
        var link = await Aurora.InviteAsync("race-accept@example.com");
        var door = new ApiDoor(Aurora);

        var outcomes = await AllAtOnceAsync(number => door.AcceptAsync(link, $"{Shop.GoodPassword}-{number}"));

        Assert.Single(outcomes, outcome => outcome.IsSignedIn);
        Assert.All(outcomes.Where(outcome => !outcome.IsSignedIn), outcome => Assert.Equal(HttpStatusCode.BadRequest, outcome.Status));
        Assert.Equal(1, await Aurora.CountAsync(db => db.Sessions.Where(session => session.Customer.Email == link.Email)));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_64_parallel_invitations_of_one_address_one_succeeds()
    {
        const string Email = "race-invite@example.com";

        var answers = await AllAtOnceAsync(_ => Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email }));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(Callers - 1, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(1, await Aurora.CountAsync(db => db.Customers.Where(customer => customer.Email == Email)));
        Assert.Single(await postgres.Platform.MailsAsync(), mail => mail.To == Email);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_64_parallel_guesses_only_the_allowed_number_is_checked()
    {
        await Aurora.CustomerAsync("guessed@example.com");
        var door = new ApiDoor(Aurora);

        var outcomes = await AllAtOnceAsync(number => door.SignInAsync("guessed@example.com", $"{Shop.GoodPassword}-{number}"));

        Assert.Equal(10, outcomes.Count(outcome => outcome.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(Callers - 10, outcomes.Count(outcome => outcome.Status == HttpStatusCode.TooManyRequests));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Parallel_deletions_and_sign_ins_never_fail_and_leave_no_rows()
    {
        for (var round = 0; round < 5; round++)
        {
            var email = $"going-{round}@example.com";
            var session = await Aurora.CustomerAsync(email);
            var door = new ApiDoor(Aurora);

            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
                number % 2 == 0 ? door.SignInAsync(email, Shop.GoodPassword) : door.DeleteAsync(session, Shop.GoodPassword))));

            Assert.All(outcomes, outcome => Assert.NotEqual(HttpStatusCode.InternalServerError, outcome.Status));
            Assert.Null(await Aurora.FindCustomerAsync(email));
        }
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Two_dispatchers_on_one_outbox_send_every_mail_once()
    {
        var sent = new SentMails();
        await using var platform = postgres.NewPlatform(sent.Replace);
        for (var number = 0; number < 120; number++)
        {
            Assert.Equal(
                HttpStatusCode.Created,
                (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = $"many-{number}@example.com" })).Status);
        }

        var dispatchers = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<MailDispatcher>(platform.Services));
        await Task.WhenAll(dispatchers.Select(dispatcher => Task.Run(async () =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                await dispatcher.SendDueAsync(default);
            }
        })));

        Assert.Equal(120, sent.Taken.Count);
        Assert.Equal(120, sent.Taken.DistinctBy(mail => mail.MessageId).Count());
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_mail_that_another_node_is_leasing_is_left_to_it()
    {
        var sent = new SentMails();
        await using var platform = postgres.NewPlatform(sent.Replace);
        await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = "jane@example.com" });

        var tried = await platform.AsAsync(platform.Aurora, async db =>
        {
            await using var otherNode = await db.Database.BeginTransactionAsync();
            await db.OutboxMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeasedUntil, platform.Clock.Now + TimeSpan.FromMinutes(5)));
            var turn = Task.Run(() => platform.Services.GetRequiredService<MailDispatcher>().SendDueAsync(default));
            while (!await db.Database.SqlQuery<bool>($"SELECT NOT granted AS \"Value\" FROM pg_locks").AnyAsync(isWaiting => isWaiting))
            {
                await Task.Delay(20);
            }

            await otherNode.CommitAsync();
            return await turn.WaitAsync(TimeSpan.FromSeconds(30));
        });

        Assert.Equal(0, tried);
        Assert.Empty(sent.Tried);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Readiness_depends_on_the_database()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        var client = platform.Client("localhost");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/ready")).StatusCode);

        await server.StopAsync();
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).StatusCode);

        await server.StartAgainAsync();
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/ready")).StatusCode);
    }

    private static Task<T[]> AllAtOnceAsync<T>(Func<int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(() => call(number))));
}
