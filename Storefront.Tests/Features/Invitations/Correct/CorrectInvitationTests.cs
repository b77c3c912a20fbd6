using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Mail.Transport;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Correct;

/// <summary>A mistyped address is corrected: the invitation stays, and nothing of the old address does.</summary>
public sealed class CorrectInvitationTests : IAsyncDisposable
{
    private const string Correct = "customers/invitations/correct";
    private const string Typo = "peculiar.zebra.7431@exmaple.example";
    private const string Right = "peculiar.zebra@example.com";
    private const int Callers = 64;
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public CorrectInvitationTests() => _platform = new() { Change = _mails.Replace };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task The_same_invitation_goes_to_the_new_address_and_the_old_link_is_dead() => MoveAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_moves_it_too_and_lets_one_of_many_win()
    {
        await using var server = await PostgresServer.StartAsync();
        await using (var platform = PostgresPlatform.On(server, _mails.Replace))
        {
            await MoveAsync(platform);
        }

        await using var raced = PostgresPlatform.On(server, _mails.Replace);
        await RaceAsync(raced);
    }

    [Fact]
    public Task Of_64_corrections_and_accepts_one_wins() => RaceAsync(_platform);

    [Fact]
    public async Task Nothing_in_the_files_names_the_old_address()
    {
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, $"RCPT TO: 5.1.1 <{Typo}> unknown");
        var id = await InviteAsync(_platform, Typo);
        await _platform.MailsAsync();
        Assert.Equal(1, await Aurora.CountAsync(db => db.Suppressions));
        _mails.Before = (_, _) => Task.CompletedTask;

        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync(Correct, new { invitation_id = id, email = Right })).Status);
        Assert.True(await _platform.Services.GetRequiredService<WalTruncator>().TryTruncateAsync(default));

        Assert.Equal(0, await Aurora.CountAsync(db => db.Suppressions));
        Assert.False(_platform.FilesHold("zebra.7431"));
    }

    [Fact]
    public async Task Addresses_that_cannot_be_invited_are_refused_as_by_inviting()
    {
        var id = await InviteAsync(_platform, Typo);
        await InviteAsync(_platform, "taken@example.com");
        await Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "suppressed@example.com" });

        foreach (var (email, code) in new[]
        {
            ("no address", "request.invalid"), ("Taken@example.com", "invitation.address_taken"), ("suppressed@example.com", "invitation.suppressed"),
            (Typo.ToUpperInvariant(), "invitation.same_address")
        })
        {
            var answer = await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync(Correct, new { invitation_id = id, email }));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.Status, answer.Code));
            Assert.NotNull(answer.Error("email"));
        }
    }

    [Fact]
    public async Task An_invitation_that_ended_or_is_anothers_stays()
    {
        await Aurora.CustomerAsync("accepted@example.com");
        var accepted = await IdAsync(_platform, "accepted@example.com");
        var revoked = await InviteAsync(_platform, "revoked@example.com");
        await Aurora.MerchantApi.PostAsync("customers/invitations/revoke", new { invitation_id = revoked, keep_customer = true });
        await new ApiDoor(Aurora).RegisterAsync("registered@example.com", Shop.GoodPassword);
        await Aurora.InviteAsync("registered@example.com");
        var registered = await IdAsync(_platform, "registered@example.com");

        foreach (var (id, status, code) in new[]
        {
            (accepted, 409, "invitation.accepted"), (revoked, 409, "invitation.revoked"), (registered, 409, "invitation.not_correctable"),
            (999_999, 404, "invitation.not_found")
        })
        {
            var answer = await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync(Correct, new { invitation_id = id, email = Right }));
            Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _platform.UnchangedAsync(() =>
                _platform.Birch.MerchantApi.PostAsync(Correct, new { invitation_id = accepted, email = Right }))).Status);
    }

    private static async Task MoveAsync(TestPlatform platform)
    {
        var old = await platform.Aurora.InviteAsync(Typo, "Jane");
        var id = await IdAsync(platform, Typo);

        var answer = await platform.Aurora.MerchantApi.PostAsync(Correct, new { invitation_id = id, email = Right });

        var invitation = answer.Data.GetProperty("invitation");
        Assert.Equal(
            (id, Right, "queued", 0),
            (
                invitation.GetProperty("id").GetInt64(), invitation.GetProperty("email").GetString(), invitation.GetProperty("delivery").GetString(),
                invitation.GetProperty("resends").GetInt32()));
        Assert.Equal("This link is not known here", (await platform.Aurora.NewBrowser().OpenAsync(old.Address.PathAndQuery)).Heading);
        Assert.Equal(HttpStatusCode.BadRequest, (await new ApiDoor(platform.Aurora).AcceptAsync(old, Shop.GoodPassword)).Status);
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync(Right), Shop.GoodPassword)).IsSignedIn);
        var timeline = (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { invitation_id = id })).Data.GetProperty(
            "invitation").GetProperty("timeline");
        Assert.Equal(
            ["queued", "sent", "corrected", "sent", "accepted"], timeline.EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        Assert.Equal(HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = Typo })).Status);
    }

    private static async Task RaceAsync(TestPlatform platform)
    {
        var link = await platform.Aurora.InviteAsync("raced@example.com");
        var id = await IdAsync(platform, "raced@example.com");

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(async () => number % 8 == 0
            ? ("accept", (await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).Status)
            : ("correct", (await platform.Aurora.MerchantApi.PostAsync(Correct, new { invitation_id = id, email = Right })).Status))));

        var (kind, _) = Assert.Single(answers, answer => answer.Item2 == HttpStatusCode.OK);
        Assert.Equal(
            [("accept", HttpStatusCode.BadRequest), ("correct", kind == "accept" ? HttpStatusCode.Conflict : HttpStatusCode.UnprocessableEntity)],
            answers.Where(answer => answer.Item2 != HttpStatusCode.OK).Distinct().Order());
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.Customers));
        Assert.Equal(kind == "accept" ? 1 : 0, await platform.Aurora.CountAsync(db => db.Sessions));
    }

    private static async Task<long> InviteAsync(TestPlatform platform, string email)
    {
        Assert.Equal(HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email })).Status);
        return await IdAsync(platform, email);
    }

    private static Task<long> IdAsync(TestPlatform platform, string email) =>
        platform.AsAsync(platform.Aurora, db => db.Invitations.Where(row => row.Customer.Email == email).Select(row => row.Id).SingleAsync());
}
