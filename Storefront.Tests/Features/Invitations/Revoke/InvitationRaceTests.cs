using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Revoke;

/// <summary>Of many who decide about one invitation at the same moment one wins, and the others learn what became of it.</summary>
public sealed class InvitationRaceTests
{
    private const string Email = "raced@example.com";
    private const string Corrected = "corrected@example.com";
    private const string Accept = "accept";
    private const string Revoke = "revoke";
    private const string Correct = "correct";
    private const int Callers = 64;

    public static TheoryData<string> Races =>
        ["accept revoke", "accept correct", "revoke correct", "accept revoke correct", "revoke", "accept", "correct"];

    [Theory, MemberData(nameof(Races))]
    public async Task Of_64_simultaneous_decisions_one_wins(string kinds)
    {
        await using var platform = new TestPlatform();
        await RaceAsync(platform, kinds.Split(' '));
    }

    [RequiresProgramTheory("initdb"), MemberData(nameof(Races))]
    public async Task PostgreSQL_lets_one_win_too(string kinds)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server);
        await RaceAsync(platform, kinds.Split(' '));
    }

    [Fact]
    public async Task Many_browsers_that_open_the_link_at_once_count_as_one_opening()
    {
        await using var platform = new TestPlatform();
        var link = await platform.Aurora.InviteAsync(Email);
        var browsers = Enumerable.Range(0, 32).Select(_ => platform.Aurora.NewBrowser()).ToList();
        foreach (var browser in browsers)
        {
            await browser.GetAsync(link.Address.PathAndQuery);
        }

        await Task.WhenAll(browsers.Select(browser => Task.Run(() => browser.GetAsync("/account/accept-invitation"))));

        var customer = new { customer_id = (await platform.Aurora.FindCustomerAsync(Email))!.Id };
        var read = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", customer);
        Assert.Equal(
            ["queued", "sent", "opened"],
            read.Data.GetProperty("invitation").GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
    }

    private static async Task RaceAsync(TestPlatform platform, string[] kinds)
    {
        var shop = platform.Aurora;
        var link = await shop.InviteAsync(Email);
        await platform.Birch.InviteAsync(Email);
        var customer = new { customer_id = (await shop.FindCustomerAsync(Email))!.Id };
        var read = await shop.MerchantApi.PostAsync("customers/invitations/get", customer);
        var invitation = new { invitation_id = read.Data.GetProperty("invitation").GetProperty("id").GetInt64(), email = Corrected };

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(() => kinds[number % kinds.Length] switch
        {
            Accept => OfAsync(Accept, async () => (await new ApiDoor(shop).AcceptAsync(link, Shop.GoodPassword)).Status),
            Revoke => OfAsync(Revoke, async () => (await shop.MerchantApi.PostAsync("customers/invitations/revoke", customer)).Status),
            _ => OfAsync(Correct, async () => (await shop.MerchantApi.PostAsync("customers/invitations/correct", invitation)).Status),
        })));

        // A correction leaves an invitation that can still be revoked; its link is dead at once.
        var winners = answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Kind).Order().ToList();
        Assert.Contains(string.Join(' ', winners), kinds.Contains(Revoke) ? [Accept, Revoke, $"{Correct} {Revoke}"] : new[] { Accept, Correct });
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Contains(answer.Status, Learned(answer.Kind, winners)));
        await OutcomeIsAsync(platform, winners);
        Assert.NotNull(await platform.Birch.FindCustomerAsync(Email));
    }

    private static async Task<(string Kind, HttpStatusCode Status)> OfAsync(string kind, Func<Task<HttpStatusCode>> call) => (kind, await call());

    // Who lost to a revocation finds nothing, to an acceptance a conflict, to an equal correction that it is done.
    private static HttpStatusCode[] Learned(string kind, List<string> winners) => (kind, winners.Contains(Accept)) switch
    {
        (Accept, _) => [HttpStatusCode.BadRequest],
        (_, true) => [HttpStatusCode.Conflict],
        (Correct, _) when winners.Contains(Revoke) => [HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity],
        (Correct, _) => [HttpStatusCode.UnprocessableEntity],
        _ => [HttpStatusCode.NotFound],
    };

    private static async Task OutcomeIsAsync(TestPlatform platform, List<string> winners)
    {
        var (isAccepted, isCorrected) = (winners.Contains(Accept), winners is [Correct]);
        var shop = platform.Aurora;
        Assert.Equal(isAccepted || isCorrected ? 1 : 0, await shop.CountAsync(db => db.Customers));
        Assert.Equal(isAccepted || isCorrected ? 1 : 0, await shop.CountAsync(db => db.Invitations));
        Assert.Equal(isAccepted, await shop.FindCustomerAsync(Email) is not null);
        Assert.Equal(isCorrected, await shop.FindCustomerAsync(Corrected) is not null);
        Assert.Equal(
            (isAccepted ? 1 : 0, isCorrected ? 1 : 0, isAccepted ? 1 : 0),
            (
                await shop.CountAsync(db => db.InvitationEvents.Where(row => row.Kind == InvitationEventKind.Accepted)),
                await shop.CountAsync(db => db.InvitationEvents.Where(row => row.Kind == InvitationEventKind.Corrected)),
                await shop.CountAsync(db => db.Sessions)));
    }
}
