using System.Net;
using System.Text.Json;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Browse;

/// <summary>What a merchant reads about one invitation is what happened to it.</summary>
public sealed class InvitationTimelineTests : IAsyncDisposable
{
    private const string Clean = "/account/accept-invitation";
    private const string Email = "followed@example.com";
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public InvitationTimelineTests() => _platform = new() { Change = _mails.Replace };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task Each_step_to_the_account_is_told_with_its_time() => JourneyAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_tells_the_same_steps()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, _mails.Replace);
        await JourneyAsync(platform);
    }

    [Fact]
    public async Task A_mail_put_off_tells_code_reason_and_next_try_without_the_address()
    {
        await InviteAsync(_platform);
        _mails.Before = (_, _) => throw new MailRefusedException(451, tryLater: true, $"greylisted <{Email}>");
        await _platform.MailsAsync();

        var invitation = await ReadAsync(_platform);

        Assert.Equal(("pending", "deferred"), (Text(invitation, "status"), Text(invitation, "delivery")));
        Assert.Equal("greylisted (address)", Text(invitation, "reason"));
        Assert.Equal(_platform.Clock.Now.AddSeconds(30), invitation.GetProperty("next_try_at").GetDateTimeOffset());
        var detail = invitation.GetProperty("timeline")[1].GetProperty("detail");
        Assert.Equal(451, detail.GetProperty("code").GetInt32());
        Assert.Equal("greylisted (address)", Text(detail, "reason"));
        Assert.Equal(_platform.Clock.Now.AddSeconds(30), detail.GetProperty("next_try_at").GetDateTimeOffset());
        _mails.Before = (_, _) => Task.CompletedTask;
        _platform.Clock.Turn(TimeSpan.FromSeconds(30));
        await _platform.MailsAsync();
        invitation = await ReadAsync(_platform);
        Assert.Equal("sent", Text(invitation, "delivery"));
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null), (invitation.GetProperty("reason").ValueKind, invitation.GetProperty("next_try_at").ValueKind));
        Assert.Equal(["queued", "deferred", "sent"], Events(invitation));
    }

    [Fact]
    public async Task A_mail_refused_for_good_has_bounced_with_code_and_reason()
    {
        await InviteAsync(_platform);
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, $"RCPT TO: 5.1.1 {Email} unknown");
        await _platform.MailsAsync();

        var invitation = await ReadAsync(_platform);

        Assert.Equal(("pending", "bounced"), (Text(invitation, "status"), Text(invitation, "delivery")));
        Assert.Equal("RCPT TO: 5.1.1 (address) unknown", Text(invitation, "reason"));
        Assert.Equal(["queued", "bounced"], Events(invitation));
        Assert.Equal(550, invitation.GetProperty("timeline")[1].GetProperty("detail").GetProperty("code").GetInt32());
        Assert.Equal(JsonValueKind.Null, invitation.GetProperty("sent_at").ValueKind);
    }

    [Fact]
    public async Task Only_a_shown_page_counts_as_opened_and_only_the_first_time()
    {
        var link = await Aurora.InviteAsync(Email);
        var browser = Aurora.NewBrowser();
        await Aurora.NewBrowser().GetAsync(Clean);
        await browser.GetAsync(link.Address.PathAndQuery);
        await browser.SendAsync(HttpMethod.Head, Clean);
        browser.Headers["Sec-Purpose"] = "prefetch;prerender";
        await browser.GetAsync(Clean);
        browser.Headers.Clear();
        Assert.Equal(["queued", "sent"], Events(await ReadAsync(_platform)));

        await browser.GetAsync(Clean);
        var opened = await ReadAsync(_platform);
        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await browser.GetAsync(Clean);
        await Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery);

        Assert.Equal("opened", Text(opened, "delivery"));
        Assert.Equal(["queued", "sent", "opened"], Events(opened));
        Assert.Equal(opened.GetRawText(), (await ReadAsync(_platform)).GetRawText());
        Assert.Equal(_platform.Clock.Now.AddMinutes(-1), opened.GetProperty("opened_at").GetDateTimeOffset());
        Assert.True((await new BrowserDoor(Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task Somebody_signed_in_who_opens_the_link_has_opened_it_too()
    {
        var bearer = await new BrowserDoor(Aurora).AcceptAsync(await Aurora.InviteAsync("other@example.com"), Shop.GoodPassword);
        var link = await Aurora.InviteAsync(Email);
        var browser = Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = bearer.Session!;

        await browser.OpenAsync(link.Address.PathAndQuery);

        Assert.Equal("opened", Text(await ReadAsync(_platform), "delivery"));
    }

    [Fact]
    public async Task Time_alone_makes_an_invitation_expired()
    {
        await Aurora.InviteAsync(Email);
        var expires = (await ReadAsync(_platform)).GetProperty("expires_at").GetDateTimeOffset();
        _platform.Clock.Turn(TimeSpan.FromDays(9));

        var invitation = await ReadAsync(_platform);

        Assert.Equal("expired", Text(invitation, "status"));
        Assert.Equal(["queued", "sent", "expired"], Events(invitation));
        Assert.Equal(expires, invitation.GetProperty("ended_at").GetDateTimeOffset());
        Assert.Equal(expires, invitation.GetProperty("timeline")[2].GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_decline_is_told()
    {
        var link = await Aurora.InviteAsync(Email);
        await Aurora.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = link.Email, token = link.Token });

        var invitation = await ReadAsync(_platform);

        Assert.Equal("declined", Text(invitation, "status"));
        Assert.Equal("declined", Events(invitation)[^1]);
        Assert.Equal(_platform.Clock.Now, invitation.GetProperty("ended_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task Nothing_of_the_timeline_survives_the_person()
    {
        var bearer = await Aurora.CustomerAsync(Email);
        Assert.True((await new ApiDoor(Aurora).DeleteAsync(bearer, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await Aurora.CountAsync(db => db.InvitationEvents));
        Assert.Equal(0, await Aurora.CountAsync(db => db.Invitations));
    }

    [Fact]
    public async Task Anothers_invitation_is_as_unknown_as_none()
    {
        await Aurora.InviteAsync(Email);
        var own = await ReadAsync(_platform);
        var id = own.GetProperty("id").GetInt64();

        var foreign = await _platform.Birch.MerchantApi.PostAsync("customers/invitations/get", new { invitation_id = id });
        var none = await Aurora.MerchantApi.PostAsync("customers/invitations/get", new { invitation_id = 999_999 });

        Assert.Equal((HttpStatusCode.NotFound, none.Text), (foreign.Status, foreign.Text));
        Assert.Equal(
            id,
            (await Aurora.MerchantApi.PostAsync("customers/invitations/get", new { invitation_id = id })).Data.GetProperty("invitation")
                .GetProperty("id").GetInt64());
    }

    private static async Task JourneyAsync(TestPlatform platform)
    {
        await InviteAsync(platform);
        var queued = await ReadAsync(platform);
        Assert.Equal(("pending", "queued"), (Text(queued, "status"), Text(queued, "delivery")));
        var link = await platform.Aurora.NewestLinkAsync(Email);
        platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery);
        platform.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.True((await new ApiDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);

        var accepted = await ReadAsync(platform);

        Assert.Equal(["queued", "sent", "opened", "accepted"], Events(accepted));
        Assert.Equal(
            ("accepted", "opened", "Jane", 0),
            (Text(accepted, "status"), Text(accepted, "delivery"), Text(accepted, "firstname"), accepted.GetProperty("resends").GetInt32()));
        Assert.Equal(platform.Clock.Now, accepted.GetProperty("accepted_at").GetDateTimeOffset());
        Assert.Equal(platform.Clock.Now, accepted.GetProperty("ended_at").GetDateTimeOffset());
        Assert.Equal(platform.Clock.Now.AddMinutes(-1), accepted.GetProperty("timeline")[2].GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain(link.Token, accepted.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task InviteAsync(TestPlatform platform) =>
        Assert.Equal(
            HttpStatusCode.Created,
            (await platform.Aurora.MerchantApi.PostAsync("customers/invite", new { email = Email, firstname = "Jane" })).Status);

    private static async Task<JsonElement> ReadAsync(TestPlatform platform)
    {
        var id = (await platform.Aurora.FindCustomerAsync(Email))!.Id;
        var answer = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = id });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Data.GetProperty("invitation");
    }

    private static List<string> Events(JsonElement invitation) =>
        [.. invitation.GetProperty("timeline").EnumerateArray().Select(entry => Text(entry, "event")!)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
