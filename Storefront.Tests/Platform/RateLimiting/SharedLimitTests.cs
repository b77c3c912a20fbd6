using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Storefront.Platform.RateLimiting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.RateLimiting;

/// <summary>On PostgreSQL 60 a minute means 60, whichever node answers; the limit never stops a shop whose counters are gone.</summary>
public sealed class SharedLimitTests
{
    [RequiresProgramTheory("initdb", asRoot: false)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Of_100_requests_to_two_nodes_60_pass(int atOnce)
    {
        await using var nodes = new TwoNodes(("RateLimits:PerMinute", "60"));

        var answers = new List<ApiAnswer>();
        foreach (var numbers in Enumerable.Range(0, 100).Chunk(atOnce))
        {
            answers.AddRange(await Task.WhenAll(numbers.Select(number => InviteAsync(number % 2 == 0 ? nodes.First : nodes.Second))));
        }

        Assert.Equal(60, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(40, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests), answer => Assert.NotNull(answer.Header("Retry-After")));
        Assert.Equal(Enumerable.Range(0, 60), answers.Where(answer => answer.Status == HttpStatusCode.UnprocessableEntity)
            .Select(answer => int.Parse(answer.Header("X-RateLimit-Remaining")!, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nodes.Second.Birch.MerchantApi.PostAsync(Requests.Invite, new { })).Status);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_token_over_its_limit_uses_nothing_of_its_accounts_limit_on_any_node()
    {
        await using var nodes = new TwoNodes(("RateLimits:PerMinute", "10"), ("RateLimits:PerMinutePerAccount", "30"));
        await nodes.First.Aurora.CustomerAsync("jane@example.com");
        var passed = new List<int>();
        for (var each = 0; each < 4; each++)
        {
            // From an address of its own, because anonymous sign-ins are limited too.
            var session = await SignInAsync(nodes.First, $"198.51.100.{each}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number =>
                (number % 2 == 0 ? nodes.First : nodes.Second).Aurora.Api(session).PostAsync(Requests.Profile)));
            passed.Add(answers.Count(answer => answer.Status == HttpStatusCode.OK));
        }

        Assert.Equal([10, 10, 10, 0], passed);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Forms_to_two_nodes_share_one_limit()
    {
        await using var nodes = new TwoNodes(("RateLimits:FormsPerMinute", "6"));

        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 10; number++)
        {
            var browser = (number % 2 == 0 ? nodes.First : nodes.Second).Aurora.NewBrowser();
            statuses.Add((await browser.PostAsync("/account/sign-in", [])).Status);
        }

        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.All(statuses.Take(6), status => Assert.NotEqual(HttpStatusCode.TooManyRequests, status));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Requests_pass_without_the_counters_and_the_log_says_so()
    {
        using var log = new CapturedLog();
        await using var nodes = new TwoNodes(("RateLimits:PerMinute", "5"));
        await using var logged = new TestPlatform
        {
            Settings = new(nodes.First.Settings),
            Change = services => services.AddSingleton<ILoggerProvider>(log),
        };
        await ExecuteAsync(nodes, """ALTER TABLE "RequestCounters" RENAME TO "Elsewhere" """);

        for (var number = 0; number < 20; number++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await InviteAsync(logged)).Status);
        }

        Assert.Single(log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("A request passes uncounted", StringComparison.Ordinal));
        await ExecuteAsync(nodes, """ALTER TABLE "Elsewhere" RENAME TO "RequestCounters" """);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await Eventually.IsSoAsync(async () => (await InviteAsync(logged)).Status == HttpStatusCode.TooManyRequests);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Requests_wait_two_seconds_at_most_for_counters_that_do_not_answer()
    {
        await using var nodes = new TwoNodes(("RateLimits:PerMinute", "5"));
        await InviteAsync(nodes.First);
        await using var connection = new NpgsqlConnection(nodes.Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("""LOCK TABLE "RequestCounters" """, connection, transaction);
        await hold.ExecuteNonQueryAsync();

        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => InviteAsync(nodes.First)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Guards_of_passwords_and_mail_answer_503_without_the_database()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await platform.Aurora.CustomerAsync("jane@example.com");
        Assert.True((await platform.Aurora.Door("API").SignInAsync("jane@example.com", Shop.GoodPassword)).IsSignedIn);
        await server.StopAsync();

        var api = platform.Aurora.Api();
        foreach (var answer in new[]
        {
            await api.PostPublicAsync(Requests.Login, new { email = "jane@example.com", password = Shop.GoodPassword }),
            await api.PostPublicAsync("customer/auth/password/forgot", new { email = "jane@example.com" }),
            await api.PostPublicAsync("customer/auth/register", new { email = "new@example.com", password = Shop.GoodPassword }),
        })
        {
            WireForm.AssertError(answer, HttpStatusCode.ServiceUnavailable);
            Assert.NotNull(answer.Header("X-RateLimit-Limit"));
        }
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Ended_counters_are_deleted_and_running_ones_stay()
    {
        await using var nodes = new TwoNodes();
        await InviteAsync(nodes.First);
        var counters = nodes.First.Services.GetRequiredService<IRequestCounterStore>();
        Assert.Equal(0, await counters.TidyAsync(default));

        await ExecuteAsync(nodes, """UPDATE "RequestCounters" SET "EndsAt" = now() - interval '1 second' """);

        Assert.Equal(1, await counters.TidyAsync(default));
        Assert.Equal(0, await counters.TidyAsync(default));
    }

    private static Task<ApiAnswer> InviteAsync(TestPlatform node) => node.Aurora.MerchantApi.PostAsync(Requests.Invite, new { });

    private static async Task<string> SignInAsync(TestPlatform node, string address)
    {
        var context = await node.Server.SendAsync(context =>
        {
            var body = $$"""{"project_id":1,"email":"jane@example.com","password":"{{Shop.GoodPassword}}"}""";
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (context.Request.Method, context.Request.Scheme, context.Request.Host) = ("POST", "https", new(node.Aurora.Host));
            (context.Request.Path, context.Request.ContentType) = (Requests.Full(Requests.Login), "application/json");
            context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        });
        using var json = await System.Text.Json.JsonDocument.ParseAsync(context.Response.Body);
        return json.RootElement.GetProperty("data").GetProperty("token").GetString()!;
    }

    private static async Task ExecuteAsync(TwoNodes nodes, string statement)
    {
        await using var connection = new NpgsqlConnection(nodes.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
