using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Persistence;

/// <summary>A PostgreSQL with few connections, none left, one that is read-only and one that restarts: requests wait, or are told when to
/// come back.</summary>
public sealed class PostgresPoolTests
{
    private const int Crowd = 150;

    // No account may be tried more than ten times at once. Odd, so that each is signed in to at both shops.
    private const int Accounts = 15;

    [RequiresProgramTheory("initdb", asRoot: false)]
    [InlineData(100)]
    [InlineData(12)]
    public async Task A_crowd_of_sign_ins_at_two_shops_fits_the_servers_connections(int connections)
    {
        await using var server = await PostgresServer.StartAsync(connections);
        await using var platform = PostgresPlatform.On(server);
        for (var number = 0; number < Accounts; number++)
        {
            await platform.Aurora.CustomerAsync($"person-{number}@example.com");
            await platform.Birch.CustomerAsync($"person-{number}@example.com");
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number => Task.Run(() =>
            (number % 2 == 0 ? platform.Aurora : platform.Birch).Door("API")
                .SignInAsync($"person-{number % Accounts}@example.com", Shop.GoodPassword))));

        Assert.Equal([], outcomes.Where(outcome => !outcome.IsSignedIn).Select(outcome => $"{outcome.Status} {outcome.Message}"));
    }

    [RequiresProgramTheory("initdb", asRoot: false)]
    [InlineData(100, null, 40)]
    [InlineData(23, null, 16)]
    [InlineData(5, null, 2)]
    [InlineData(100, 7, 7)]
    [InlineData(100, 100, 100)]
    public async Task The_pool_fits_the_server_unless_the_operator_chose_one(int connections, int? chosen, int expected)
    {
        await using var server = await PostgresServer.StartAsync(connections);
        await using var platform = PostgresPlatform.On(server);
        if (chosen is not null)
        {
            platform.Settings["ConnectionStrings:Storefront"] += $";Maximum Pool Size={chosen}";
        }

        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);

        await using var connection = platform.Services.GetRequiredService<NewConnection>()();
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(connection.ConnectionString).MaxPoolSize);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_server_whose_connections_others_hold_is_503_and_its_SqlState_is_in_the_log()
    {
        using var log = new CapturedLog();
        await using var server = await PostgresServer.StartAsync(20);
        await using var platform = PostgresPlatform.On(server, services => services.AddSingleton<ILoggerProvider>(log));
        var line = new NpgsqlConnectionStringBuilder(platform.Settings["ConnectionStrings:Storefront"]) { Pooling = false }.ConnectionString;
        _ = platform.Services;
        NpgsqlConnection.ClearAllPools();
        var held = new List<NpgsqlConnection>();
        try
        {
            await TakeAllAsync(held, line);
            platform.Clock.Turn(TimeSpan.FromSeconds(2));

            await AssertUnavailableAsync(platform);
            Assert.Contains(log.Lines, entry => entry.Contains("SqlState 53300", StringComparison.Ordinal));
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }

        await AssertAvailableAsync(platform);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_server_that_writes_nothing_is_503_for_writers_and_unready()
    {
        using var log = new CapturedLog();
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, services => services.AddSingleton<ILoggerProvider>(log));
        _ = platform.Services;
        await ExecuteAsync(platform, "ALTER SYSTEM SET default_transaction_read_only = on");
        await ExecuteAsync(platform, "SELECT pg_reload_conf()");
        await Task.Delay(500);

        await AssertUnavailableAsync(platform);
        Assert.Contains(log.Lines, entry => entry.Contains("SqlState 25006", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await platform.Aurora.NewBrowser().GetAsync("/account/sign-in")).Status);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task A_server_that_restarts_is_503_meanwhile_and_never_500()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await platform.Aurora.InviteAsync("before@example.com");
        await server.StopAsync();

        await AssertUnavailableAsync(platform);
        await server.StartAgainAsync();

        // Connections that broke are found out one by one.
        await Eventually.IsSoAsync(async () =>
        {
            var answer = await platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { email = "after@example.com" });
            Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{answer.Status}");
            return answer.Status == HttpStatusCode.Created;
        });
    }

    private static async Task AssertUnavailableAsync(TestPlatform platform)
    {
        var answer = await platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" });
        WireForm.AssertError(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("server.unavailable", "5"), (answer.Code, answer.Header("Retry-After")));
        platform.Clock.Turn(TimeSpan.FromSeconds(1));
        var ready = await platform.Client("localhost").GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unready: storage"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
    }

    private static async Task AssertAvailableAsync(TestPlatform platform)
    {
        platform.Clock.Turn(TimeSpan.FromSeconds(2));
        Assert.Equal(
            HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync(Requests.Invite, new { email = "jane@example.com" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await platform.Client("localhost").GetAsync("/health/ready")).StatusCode);
    }

    private static async Task TakeAllAsync(List<NpgsqlConnection> held, string line)
    {
        while (true)
        {
            var connection = new NpgsqlConnection(line);
            try
            {
                await connection.OpenAsync();
                held.Add(connection);
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await connection.DisposeAsync();
                return;
            }
        }
    }

    private static async Task ExecuteAsync(TestPlatform platform, string statement)
    {
        await using var connection = new NpgsqlConnection(platform.Settings["ConnectionStrings:Storefront"]);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
