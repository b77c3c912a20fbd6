using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Revoke;

/// <summary>Of many who decide about one invitation at the same moment one wins, and the others learn what became of it.</summary>
public sealed class InvitationRaceTests
{
    private const string Email = "raced@example.com";
    private const int Callers = 64;

    [Fact]
    public async Task Of_64_revokes_and_accepts_one_wins()
    {
        await using var platform = new TestPlatform();
        await RaceAsync(platform);
    }

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_lets_one_win_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await RaceAsync(platform);
    }

    private static async Task RaceAsync(TestPlatform platform)
    {
        var link = await platform.Aurora.InviteAsync(Email);
        var id = (await platform.Aurora.FindCustomerAsync(Email))!.Id;
        var door = new ApiDoor(platform.Aurora);

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(async () => number % 8 == 0
            ? ("accept", (await door.AcceptAsync(link, Shop.GoodPassword)).Status)
            : ("revoke", (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/revoke", new { customer_id = id })).Status))));

        var (kind, _) = Assert.Single(answers, answer => answer.Item2 == HttpStatusCode.OK);
        var losers = answers.Where(answer => answer.Item2 != HttpStatusCode.OK).Distinct().Order().ToList();
        Assert.Equal(
            kind == "accept"
                ? [("accept", HttpStatusCode.BadRequest), ("revoke", HttpStatusCode.Conflict)]
                : [("accept", HttpStatusCode.BadRequest), ("revoke", HttpStatusCode.NotFound)],
            losers);
        Assert.Equal(kind == "accept" ? 1 : 0, await platform.Aurora.CountAsync(db => db.Customers));
        Assert.Equal(
            kind == "accept" ? 1 : 0,
            await platform.Aurora.CountAsync(db => db.InvitationEvents.Where(row => row.Kind == InvitationEventKind.Accepted)));
        Assert.Equal(kind == "accept" ? 1 : 0, await platform.Aurora.CountAsync(db => db.Sessions));
    }
}
