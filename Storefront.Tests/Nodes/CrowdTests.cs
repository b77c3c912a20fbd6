using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Nodes;

/// <summary>A crowd at two nodes on a PostgreSQL with its default number of connections.</summary>
public sealed class CrowdTests
{
    private const int Crowd = 500;
    private const int DefaultConnections = 100;

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_500_parallel_requests_to_two_nodes_none_is_500()
    {
        await using var server = await PostgresServer.StartAsync(DefaultConnections);
        await using var first = PostgresPlatform.On(server);
        first.Settings["RateLimits:PerMinute"] = "200";
        await using var second = new TestPlatform { Settings = new(first.Settings) };
        var session = await first.Aurora.CustomerAsync("jane@example.com");
        Assert.True(await second.Aurora.Door("API").IsSignedInAsync(session));
        TestPlatform[] nodes = [first, second];

        var statuses = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(number =>
            Task.Run(() => AskAsync(nodes[number % 2].Aurora, number, session))));

        Assert.Equal([], statuses.Where(status => status is not (
            HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)));
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.True(await second.Aurora.Door("browser").IsSignedInAsync((await first.Aurora.Door("browser").SignInAsync(
            "jane@example.com", Shop.GoodPassword)).Session!));
    }

    private static async Task<HttpStatusCode> AskAsync(Shop shop, int number, string session) => (number / 2 % 4) switch
    {
        0 => (await shop.MerchantApi.PostAsync(Requests.Invite, new { email = $"person-{number}@example.com" })).Status,
        1 => (await shop.Api(session).PostAsync(Requests.Profile)).Status,
        2 => (await shop.NewBrowser().GetAsync("/account/sign-in")).Status,
        _ => (await shop.Api(session).PostAsync("customer/orders/list")).Status,
    };
}
