using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Batches;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Bulk;

/// <summary>A batch is paused, resumed, cancelled and paced, and survives what stops it; no row and no mail is lost or comes twice.</summary>
public sealed class BatchControlTests : IAsyncDisposable
{
    private readonly SentMails _mails = new();
    private readonly TestPlatform _platform;

    public BatchControlTests() => _platform = new() { Settings = { ["RateLimits:MailsPerMerchantPerHour"] = "2" }, Change = _mails.Replace };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public Task A_paused_batch_mails_nobody_and_goes_on_when_resumed() => PauseAsync(_platform, _mails);

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task PostgreSQL_pauses_and_cancels_alike()
    {
        await using var server = await PostgresServer.StartAsync();
        var mails = new SentMails();
        await using var platform = PostgresPlatform.On(server, mails.Replace);
        await PauseAsync(platform, mails);
        mails.Taken.Clear();
        await CancelAsync(platform, mails);
    }

    [Fact]
    public Task A_cancelled_batch_withdraws_every_invitation_whose_mail_has_not_left() => CancelAsync(_platform, _mails);

    [Fact]
    public async Task Mails_leave_at_the_pace_and_not_before_the_time()
    {
        var start = _platform.Clock.Now.AddHours(2);
        await Aurora.MerchantApi.PostAsync(
            Batches.Bulk,
            new { customers = Enumerable.Range(0, 30).Select(number => new { email = $"p{number}@example.com" }), pace = 60, not_before = start });

        await _platform.GoOnAsync(10, TimeSpan.FromMinutes(6));
        Assert.Empty(_mails.Taken);
        Assert.Equal(30, await Aurora.CountAsync(db => db.Customers));
        _platform.Clock.Turn(TimeSpan.FromHours(1));
        await _platform.GoOnAsync(60, TimeSpan.FromSeconds(10));

        Assert.InRange(_mails.Taken.Count, 9, 11);
        Assert.InRange((await Aurora.BatchAsync(1)).GetProperty("eta_seconds").GetInt64(), 15 * 60, 21 * 60);
    }

    [Fact]
    public async Task While_no_server_answers_at_most_forty_mails_of_a_batch_are_on_their_way()
    {
        await Aurora.BulkAsync(Enumerable.Range(0, 100).Select(number => $"u{number}@example.com"));

        for (var step = 0; step < 20; step++)
        {
            await _platform.RunBatchesAsync();
            _platform.Clock.Turn(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(40, await Aurora.CountAsync(db => db.OutboxMails));
    }

    [Fact]
    public async Task A_domain_that_never_sent_begins_with_three_hundred_a_day_and_doubles()
    {
        await Aurora.MerchantApi.PostAsync(
            Batches.Bulk, new { customers = Enumerable.Range(0, 2000).Select(number => new { email = $"w{number}@example.com" }), pace = "auto" });
        var first = (await Aurora.BatchAsync(1)).GetProperty("eta_seconds").GetInt64();

        // Two days of 300 and 600 mails, and most of the third.
        Assert.InRange(first, 2.5 * 86_400, 3 * 86_400);
        await _platform.GoOnAsync(400, TimeSpan.FromSeconds(9));
        Assert.InRange(_mails.Taken.Count, 12, 14);
    }

    [Fact]
    public async Task The_lifetime_of_an_invitation_begins_when_its_mail_is_handed_over()
    {
        var start = _platform.Clock.Now.AddDays(10);
        await Aurora.MerchantApi.PostAsync(
            Batches.Bulk, new { customers = new[] { new { email = "late@example.com" } }, expires_in_days = 2, not_before = start });
        await _platform.GoOnAsync(1, TimeSpan.FromDays(10));
        var waiting = (await Aurora.MerchantApi.PostAsync("customers/invitations/all")).Data.GetProperty("data")[0];
        await _platform.GoOnAsync(1);

        var sent = (await Aurora.MerchantApi.PostAsync("customers/invitations/all")).Data.GetProperty("data")[0];
        Assert.Equal(("pending", System.Text.Json.JsonValueKind.Null),
            (waiting.GetProperty("status").GetString(), waiting.GetProperty("expires_at").ValueKind));
        Assert.InRange(sent.GetProperty("expires_at").GetDateTimeOffset(), start.AddDays(2), start.AddDays(3));
    }

    [Fact]
    public async Task A_planned_mail_that_was_sent_by_hand_leaves_once()
    {
        await Aurora.MerchantApi.PostAsync(
            Batches.Bulk, new { customers = new[] { new { email = "hand@example.com" } }, not_before = _platform.Clock.Now.AddHours(1) });
        await _platform.RunBatchesAsync();

        var resent = await Aurora.MerchantApi.PostAsync(
            "customers/invitations/resend", new { customer_id = (await Aurora.FindCustomerAsync("hand@example.com"))!.Id });
        await _platform.GoOnAsync(3, TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.OK, resent.Status);
        Assert.Single(_mails.Taken);
        Assert.Equal("completed", (await Aurora.BatchAsync(1)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_step_without_its_lease_changes_nothing()
    {
        await Aurora.BulkAsync(Enumerable.Range(0, 60).Select(number => $"l{number}@example.com"));
        var leases = _platform.Services.GetRequiredService<BatchLeaseStore>();
        var lost = Assert.Single(await leases.TakeDueAsync(default));
        _platform.Clock.Turn(TimeSpan.FromMinutes(2));
        Assert.Single(await leases.TakeDueAsync(default));

        await _platform.AsAsync(Aurora, async (_, services) => await services.GetServices<IBatchWorker>().First().StepAsync(lost, default));

        Assert.Equal(0, await Aurora.CountAsync(db => db.Customers));
        Assert.Equal(60, await Aurora.CountAsync(db => db.InvitationBatchRows.Where(row => row.Status == BatchRowStatus.Waiting)));
    }

    [Fact]
    public async Task A_test_mail_goes_to_the_shop_and_its_link_opens_nothing()
    {
        var answer = await Aurora.MerchantApi.PostAsync(
            Batches.Bulk,
            new
            {
                customers = new[] { new { email = "jane@example.com" } },
                message = "We have moved.",
                locale = "nl",
                not_before = _platform.Clock.Now.AddDays(1)
            });

        var test = await Aurora.ControlAsync("test", Batches.IdOf(answer));
        await _platform.MailsAsync();

        Assert.Equal(HttpStatusCode.Accepted, test.Status);
        var mail = Assert.Single(_mails.Taken);
        Assert.Equal(test.Data.GetProperty("recipient").GetString(), mail.To);
        Assert.Contains("We have moved.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("token=preview", mail.Text, StringComparison.Ordinal);
    }

    private static async Task PauseAsync(TestPlatform platform, SentMails mails)
    {
        var shop = platform.Aurora;
        var batch = await shop.BulkAsync(Enumerable.Range(0, 100).Select(number => $"many{number}@example.com"));
        await platform.RunBatchesAsync();
        Assert.Equal("running", (await shop.BatchAsync(batch)).GetProperty("status").GetString());

        var paused = await shop.ControlAsync("pause", batch);
        await platform.GoOnAsync(5);
        Assert.Equal(("paused", "Paused by the shop."),
            (paused.Data.GetProperty("batch").GetProperty("status").GetString(), paused.Data.GetProperty("batch").GetProperty("reason").GetString()));
        Assert.Empty(mails.Taken);
        Assert.Equal("batch.not_running", (await shop.ControlAsync("pause", batch)).Code);

        Assert.Equal(HttpStatusCode.OK, (await shop.ControlAsync("resume", batch)).Status);
        await platform.GoOnAsync(9);

        Assert.Equal(100, mails.Taken.Count);
        Assert.Equal(100, mails.Taken.Select(mail => mail.To).Distinct().Count());
        var ended = await shop.BatchAsync(batch);
        Assert.Equal(("completed", 100), (ended.GetProperty("status").GetString(), ended.GetProperty("sent").GetInt32()));
        Assert.Equal("batch.not_paused", (await shop.ControlAsync("resume", batch)).Code);
        Assert.Equal("batch.ended", (await shop.ControlAsync("cancel", batch)).Code);
    }

    private static async Task CancelAsync(TestPlatform platform, SentMails mails)
    {
        var shop = platform.Aurora;
        var batch = await shop.BulkAsync(Enumerable.Range(0, 90).Select(number => $"cancel{number}@example.com"));
        await platform.GoOnAsync(1);
        var left = mails.Taken.Count;
        await platform.RunBatchesAsync();

        var cancelled = await shop.ControlAsync("cancel", batch);
        await platform.GoOnAsync(4);

        Assert.Equal("cancelled", cancelled.Data.GetProperty("batch").GetProperty("status").GetString());
        Assert.InRange(left, 1, 60);
        Assert.Equal(left, mails.Taken.Count);
        var rows = await shop.RowsAsync(batch);
        Assert.Equal((left, 90 - left), (rows.Count(row => row.Status == "invited"), rows.Count(row => row.Status == "cancelled")));
        Assert.Equal(left, await shop.CountAsync(db => db.Customers.Where(row => row.Email!.StartsWith("cancel"))));
        Assert.Equal(0, await shop.CountAsync(db => db.OutboxMails.Where(mail => mail.State == OutboxState.Queued)));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await shop.BatchAsync(batch)).GetProperty("finished_at").ValueKind);
    }
}
