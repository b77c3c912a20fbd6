using System.Diagnostics;
using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Hosting;

/// <summary>Caddy's question for which hosts there may be certificates: asked on a listener of its own, answered from memory.</summary>
public sealed class TlsAskTests
{
    [Fact]
    public async Task Known_hosts_are_told_on_the_loopback_listener_alone()
    {
        using var folder = new ProgramFolder();
        var ask = $"http://127.0.0.1:{LoopbackPort.Free()}";
        await using var program = await RunningProgram.StartAsync(folder, "Development", ("Tls:AskListener", ask));
        using var caddy = new HttpClient { BaseAddress = new(ask) };
        await Eventually.IsSoAsync(async () => await AskAsync(caddy, "aurora.localhost") == HttpStatusCode.OK);

        foreach (var known in new[] { "AURORA.localhost.", "birch.localhost", "localhost" })
        {
            Assert.Equal(HttpStatusCode.OK, await AskAsync(caddy, known));
        }

        foreach (var unknown in new[] { "nobody.localhost", "", "aurora.localhost.evil.example", "%00", "a b", "*.localhost" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(caddy, unknown));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await caddy.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await caddy.GetAsync("/health/live")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await program.SendAsync(HttpMethod.Get, "localhost", "internal/tls-ask?domain=aurora.localhost")).StatusCode);
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Hosts_stay_known_while_the_database_is_down_and_are_told_in_two_milliseconds()
    {
        await using var server = await PostgresServer.StartAsync();
        using var folder = new ProgramFolder();
        var ask = $"http://127.0.0.1:{LoopbackPort.Free()}";
        await using var program = await RunningProgram.StartAsync(
            folder, "Development", ("Tls:AskListener", ask), ("Storage:Provider", "PostgreSql"),
            ("ConnectionStrings:Storefront", server.NewDatabase()));
        using var caddy = new HttpClient { BaseAddress = new(ask) };
        await Eventually.IsSoAsync(async () => await AskAsync(caddy, "aurora.localhost") == HttpStatusCode.OK);
        await server.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));

        var times = new List<TimeSpan>();
        for (var number = 0; number < 1000; number++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Equal(HttpStatusCode.OK, await AskAsync(caddy, "aurora.localhost"));
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(caddy, "nobody.localhost"));
        var known = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            if (await AskAsync(caddy, number % 2 == 0 ? "aurora.localhost" : "nobody.localhost") == HttpStatusCode.OK)
            {
                Interlocked.Increment(ref known);
            }
        });
        Assert.Equal(5_000, known);
        Assert.InRange(times.Order().ElementAt(times.Count / 2), TimeSpan.Zero, TimeSpan.FromMilliseconds(2));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5082")]
    [InlineData("http://192.0.2.1:5082")]
    [InlineData("http://shop.example:5082")]
    [InlineData("https://127.0.0.1:5082")]
    [InlineData("5082")]
    public async Task A_listener_that_others_could_reach_is_refused(string address)
    {
        using var folder = new ProgramFolder();

        var (exitCode, _, errors) = await RunningProgram.RunAsync(folder, "Development", [], ("Tls:AskListener", address));

        Assert.Equal(1, exitCode);
        Assert.Contains("Tls:AskListener is", errors, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient caddy, string domain) =>
        (await caddy.GetAsync($"/internal/tls-ask?domain={domain}")).StatusCode;
}
