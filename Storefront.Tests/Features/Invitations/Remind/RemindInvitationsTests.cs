using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Remind;

/// <summary>Whoever has not come is reminded: seldom, and never who said no or has no mailbox.</summary>
public sealed class RemindInvitationsTests : IAsyncDisposable
{
    private const string Remind = "customers/invitations/remind";
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public RemindInvitationsTests() => _platform = new() { Change = _mails.Replace };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task A_silent_invitation_is_reminded_three_times_a_week_apart_and_never_again() => LiveAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_reminds_alike()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, _mails.Replace);
        await LiveAsync(platform);
    }

    [Fact]
    public async Task Whoever_ended_the_invitation_or_has_no_mailbox_is_left_out()
    {
        await Aurora.CustomerAsync("accepted@example.com");
        var declined = await Aurora.InviteAsync("declined@example.com");
        await Aurora.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = declined.Email, token = declined.Token });
        await Aurora.InviteAsync("revoked@example.com");
        await Aurora.MerchantApi.PostAsync(
            "customers/invitations/revoke", new { customer_id = (await Aurora.FindCustomerAsync("revoked@example.com"))!.Id, keep_customer = true });
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = "by-hand@example.com", send_email = false });
        _mails.Before = (_, _) => throw MailRefusedException.ForGood(550, "RCPT TO: 5.2.1 disabled");
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = "bounced@example.com" });
        await _platform.MailsAsync();
        _platform.Clock.Turn(TimeSpan.FromDays(4));

        var answer = await Aurora.MerchantApi.PostAsync(Remind);

        Assert.Equal(
            (HttpStatusCode.Accepted, 0, "completed"),
            (answer.Status, Batch(answer).GetProperty("total").GetInt32(), Batch(answer).GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Status_days_and_limit_choose_whom()
    {
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = "expired@example.com", expires_in_days = 1 });
        await Aurora.MerchantApi.PostAsync("customers/invite", new { email = "pending@example.com", expires_in_days = 30 });
        await _platform.MailsAsync();
        _platform.Clock.Turn(TimeSpan.FromDays(5));

        Assert.Equal(0, Batch(await Aurora.MerchantApi.PostAsync(Remind, new { not_accepted_for_days = 6 })).GetProperty("total").GetInt32());
        Assert.Equal(0, Batch(await Aurora.MerchantApi.PostAsync(Remind, new { batch_id = 999 })).GetProperty("total").GetInt32());
        Assert.Equal(0, Batch(await _platform.Birch.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());
        Assert.Equal(1, Batch(await Aurora.MerchantApi.PostAsync(Remind, new { status = "expired" })).GetProperty("total").GetInt32());
        Assert.Equal(1, Batch(await Aurora.MerchantApi.PostAsync(Remind, new { limit = 1 })).GetProperty("total").GetInt32());
        Assert.Equal(0, Batch(await Aurora.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_the_budget_does_not_allow_waits_and_goes_later()
    {
        await using var platform = new TestPlatform { Settings = { ["RateLimits:MailsPerMerchantPerHour"] = "2" }, Change = _mails.Replace };
        await platform.Aurora.InviteAsync("first@example.com");
        await platform.Aurora.InviteAsync("second@example.com");
        platform.Clock.Turn(TimeSpan.FromDays(4));
        await platform.Aurora.InviteAsync("third@example.com");

        Assert.Equal(2, Batch(await platform.Aurora.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());
        await platform.MailsAsync();
        Assert.Equal(4, _mails.Taken.Count);
        platform.Clock.Turn(TimeSpan.FromHours(1));
        await platform.MailsAsync();

        Assert.Equal(5, _mails.Taken.Count);
        Assert.Equal(
            InvitationBatchStatus.Completed,
            await platform.AsAsync(platform.Aurora, db => db.InvitationBatches.Select(row => row.Status).SingleAsync()));
    }

    [Fact]
    public async Task Who_accepts_or_is_erased_before_the_turn_comes_is_reminded_no_more()
    {
        var link = await Aurora.InviteAsync("accepts@example.com");
        await Aurora.InviteAsync("leaves@example.com");
        _platform.Clock.Turn(TimeSpan.FromDays(4));
        Assert.Equal(2, Batch(await Aurora.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());

        Assert.True((await new ApiDoor(Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        await Aurora.MerchantApi.PostAsync(
            "customers/invitations/revoke", new { customer_id = (await Aurora.FindCustomerAsync("leaves@example.com"))!.Id });
        var mails = (await _platform.MailsAsync()).Count;

        Assert.Equal(2, mails);
        Assert.Equal(0, await Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.State == OutboxState.Queued)));
    }

    [Fact]
    public async Task What_ended_after_the_request_is_left_out_when_its_turn_comes()
    {
        var declined = await Aurora.InviteAsync("declined@example.com");
        await Aurora.InviteAsync("suppressed@example.com");
        await Aurora.InviteAsync("silent@example.com");
        _platform.Clock.Turn(TimeSpan.FromDays(4));
        Assert.Equal(3, Batch(await Aurora.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());

        await Aurora.Api().PostPublicAsync("customer/auth/invitation/decline", new { email = declined.Email, token = declined.Token });
        await Aurora.MerchantApi.PostAsync("customers/suppressions/add", new { email = "suppressed@example.com" });
        var mails = await _platform.MailsAsync();

        Assert.Equal("silent@example.com", Assert.Single(mails.GroupBy(mail => mail.To), copies => copies.Count() == 2).Key);
        Assert.Equal((InvitationBatchStatus.Completed, 3), await BatchAsync(_platform));
    }

    [Fact]
    public Task A_batch_ends_when_nobody_is_left_in_it() => EndAsync(_platform);

    [RequiresProgramFact("initdb")]
    public async Task PostgreSQL_ends_a_batch_without_recipients_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var platform = PostgresPlatform.On(server, _mails.Replace);
        await EndAsync(platform);
    }

    private static async Task EndAsync(TestPlatform platform)
    {
        var aurora = platform.Aurora;
        var link = await aurora.InviteAsync("accepts@example.com");
        await aurora.InviteAsync("leaves@example.com");
        await aurora.InviteAsync("mistyped@example.com");
        platform.Clock.Turn(TimeSpan.FromDays(4));
        Assert.Equal("running", Batch(await aurora.MerchantApi.PostAsync(Remind)).GetProperty("status").GetString());

        Assert.True((await new ApiDoor(aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        await aurora.MerchantApi.PostAsync("customers/delete", new { customer_id = (await aurora.FindCustomerAsync("leaves@example.com"))!.Id });
        Assert.Equal((InvitationBatchStatus.Running, 2), await BatchAsync(platform));
        var customerId = (await aurora.FindCustomerAsync("mistyped@example.com"))!.Id;
        var id = await platform.AsAsync(aurora, db => db.Invitations.Where(row => row.CustomerId == customerId).Select(row => row.Id).SingleAsync());
        await aurora.MerchantApi.PostAsync("customers/invitations/correct", new { invitation_id = id, email = "typed@example.com" });

        Assert.Equal((InvitationBatchStatus.Completed, 3), await BatchAsync(platform));
        await platform.MailsAsync();
        Assert.Equal((InvitationBatchStatus.Completed, 3), await BatchAsync(platform));
    }

    private static Task<(InvitationBatchStatus Status, int Done)> BatchAsync(TestPlatform platform) => platform.AsAsync(
        platform.Aurora, async db => await db.InvitationBatches.Select(row => new { row.Status, row.Done }).SingleAsync() is { } batch
            ? (batch.Status, batch.Done) : default);

    private static async Task LiveAsync(TestPlatform platform)
    {
        const string email = "silent@example.com";
        await platform.Aurora.InviteAsync(email);
        var totals = new List<int>();
        foreach (var days in new[] { 2, 2, 6, 1, 7, 7, 30 })
        {
            platform.Clock.Turn(TimeSpan.FromDays(days));
            totals.Add(Batch(await platform.Aurora.MerchantApi.PostAsync(Remind)).GetProperty("total").GetInt32());
            await platform.MailsAsync();
        }

        Assert.Equal([0, 1, 0, 1, 1, 0, 0], totals);
        Assert.Equal(4, (await platform.MailsAsync()).Count(mail => mail.To == email));
        Assert.Equal(7, await platform.Aurora.CountAsync(db => db.InvitationBatches.Where(row => row.Status == InvitationBatchStatus.Completed)));
        var customer = new { customer_id = (await platform.Aurora.FindCustomerAsync(email))!.Id };
        var invitation = (await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", customer)).Data.GetProperty("invitation");
        Assert.Equal(3, invitation.GetProperty("resends").GetInt32());
    }

    private static System.Text.Json.JsonElement Batch(ApiAnswer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.Accepted, answer.Text);
        return answer.Data.GetProperty("batch");
    }
}
