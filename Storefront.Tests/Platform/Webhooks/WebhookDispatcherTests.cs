using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Webhooks;

/// <summary>What becomes of a delivery when its receiver fails, is slow, asks for patience, or is gone.</summary>
public sealed partial class WebhookDispatcherTests : IAsyncLifetime
{
    private TestPlatform Application { get; } = new();
    private Receiver _receiver = null!;

    private Shop Aurora => Application.Aurora;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await Application.DisposeAsync();
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_ten_times_under_one_id_and_then_given_up()
    {
        _receiver.AnswerWith(500);
        await TellAsync();
        var waits = new List<TimeSpan>();

        await Application.SendWebhooksAsync();
        for (var row = await RowAsync(); row.State == OutboxState.Queued; row = await RowAsync())
        {
            waits.Add(row.NextAttemptAt - Application.Clock.Now);
            Application.Clock.Turn(waits[^1]);
            await Application.SendWebhooksAsync();
        }

        TimeSpan[] promised =
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
            TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ];
        Assert.Equal(promised.Length, waits.Count);
        Assert.All(promised.Zip(waits), pair => Assert.InRange(pair.Second, pair.First, pair.First * 1.1));
        Assert.Contains(promised.Zip(waits), pair => pair.Second > pair.First);
        Assert.Equal((10, 1), (_receiver.Messages.Count, _receiver.Messages.DistinctBy(message => message.Id).Count()));
        Assert.Equal(10, _receiver.Messages.DistinctBy(message => message.Headers["webhook-timestamp"].ToString()).Count());
        Assert.Equal((OutboxState.Parked, 10, 500), ((await RowAsync()).State, (await RowAsync()).Attempts, (await RowAsync()).LastStatus));
    }

    [Fact]
    public async Task A_deletion_is_told_daily_until_it_is_thirty_days_old()
    {
        _receiver.AnswerWith(500);
        var session = await Aurora.CustomerAsync("jane@example.com");
        await Aurora.NewWebhookAsync(_receiver.Url);
        await new ApiDoor(Aurora).DeleteAsync(session, Shop.GoodPassword);
        var deleted = Application.Clock.Now;

        await Application.SendWebhooksAsync();
        for (var row = await RowAsync(); row.State == OutboxState.Queued; row = await RowAsync())
        {
            // A receiver that fails is paused after five days; this merchant insists.
            await Aurora.MerchantApi.PostAsync("webhooks/update", new { webhook_id = row.WebhookId, status = "active" });
            Application.Clock.Turn(TimeSpan.FromHours(26));
            await Application.SendWebhooksAsync();
        }

        Assert.InRange(Application.Clock.Now - deleted, TimeSpan.FromDays(28), TimeSpan.FromDays(31));
        Assert.InRange(_receiver.Messages.Count, 27, 40);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it_and_at_most_a_day_of_it()
    {
        _receiver.AnswerWith(503, retryAfter: 3600);
        await TellAsync();
        await Application.SendWebhooksAsync();
        Assert.Equal(TimeSpan.FromHours(1), (await RowAsync()).NextAttemptAt - Application.Clock.Now);

        _receiver.AnswerWith(429, retryAfter: 10 * 24 * 3600);
        Application.Clock.Turn(TimeSpan.FromHours(1));
        await Application.SendWebhooksAsync();

        Assert.Equal(TimeSpan.FromDays(1), (await RowAsync()).NextAttemptAt - Application.Clock.Now);
    }

    [Theory]
    [InlineData(429), InlineData(502), InlineData(504)]
    public async Task An_overloaded_receiver_rests_also_from_other_events(int status)
    {
        _receiver.AnswerWith(status);
        var id = await TellAsync();
        await Application.SendWebhooksAsync();
        await Aurora.InviteQuietlyAsync("joe@example.com");

        await Application.SendWebhooksAsync();
        Assert.Single(_receiver.Messages);
        _receiver.AnswerWith(200);
        Application.Clock.Turn(TimeSpan.FromSeconds(6));
        await Application.SendWebhooksAsync();

        Assert.Equal(3, _receiver.Messages.Count);
        Assert.Equal((null, 0), ((await Aurora.WebhookAsync(id)).FailingSince, (await Aurora.WebhookAsync(id)).Rests));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_ends_the_webhook_until_the_merchant_activates_it()
    {
        _receiver.AnswerWith(410);
        var id = await TellAsync();
        await Aurora.InviteQuietlyAsync("joe@example.com");
        await Application.SendWebhooksAsync();
        await Aurora.InviteQuietlyAsync("jim@example.com");
        await Application.SendWebhooksAsync();

        var ended = (await Aurora.MerchantApi.PostAsync("webhooks/get", new { webhook_id = id })).Data.GetProperty("webhook");
        Assert.Equal(("ended", "gone"), (ended.GetProperty("status").GetString(), ended.GetProperty("reason").GetString()));
        Assert.All(await Aurora.DeliveriesAsync(), row => Assert.Equal(OutboxState.Parked, row.State));
        Assert.Equal(2, (await Aurora.DeliveriesAsync()).Count);
        var recover = new { webhook_id = id, since = Application.Clock.Now.AddDays(-1) };
        Assert.Equal("webhook.ended", (await Aurora.MerchantApi.PostAsync("webhooks/deliveries/recover", recover)).Code);

        _receiver.AnswerWith(200);
        _receiver.Messages.Clear();
        await Aurora.MerchantApi.PostAsync("webhooks/update", new { webhook_id = id, status = "active" });
        Assert.Equal(2, (await Aurora.MerchantApi.PostAsync("webhooks/deliveries/recover", recover)).Data.GetProperty("queued").GetInt32());
        await Application.SendWebhooksAsync();
        Assert.Equal(2, _receiver.Messages.Count);
    }

    [Fact]
    public async Task Five_days_of_failure_pause_the_webhook_keep_what_waits_and_tell_the_merchant_once()
    {
        _receiver.AnswerWith(500);
        var id = await TellAsync();
        for (var day = 0; day < 12; day++)
        {
            await Aurora.InviteQuietlyAsync($"day-{day}@example.com");
            await Application.SendWebhooksAsync();
            Application.Clock.Turn(TimeSpan.FromHours(12));
        }

        var hook = await Aurora.WebhookAsync(id);
        Assert.Equal((WebhookStatus.Paused, WebhookStatusReason.Failing), (hook.Status, hook.Reason));
        var mail = Assert.Single(await Application.MailsAsync(), mail => mail.Subject.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.Equal("help@aurora.example", mail.To);
        _receiver.Messages.Clear();
        _receiver.AnswerWith(200);
        await Application.SendWebhooksAsync();
        Assert.Empty(_receiver.Messages);

        await Aurora.MerchantApi.PostAsync("webhooks/update", new { webhook_id = id, status = "active" });
        await Application.SendWebhooksAsync();

        Assert.InRange(_receiver.Messages.Count, 10, 13);
        Assert.Null((await Aurora.WebhookAsync(id)).FailingSince);
    }

    [Fact]
    public async Task One_good_answer_ends_the_count_of_days()
    {
        _receiver.AnswerWith(500);
        var id = await TellAsync();
        await Application.SendWebhooksAsync();
        Application.Clock.Turn(TimeSpan.FromDays(4));
        _receiver.AnswerWith(204);
        await Application.SendWebhooksAsync();
        _receiver.AnswerWith(500);
        Application.Clock.Turn(TimeSpan.FromDays(2));
        await Aurora.InviteQuietlyAsync("joe@example.com");

        await Application.SendWebhooksAsync();

        var hook = await Aurora.WebhookAsync(id);
        Assert.Equal((WebhookStatus.Active, Application.Clock.Now), (hook.Status, hook.FailingSince));
    }

    private async Task<long> TellAsync()
    {
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);
        await Aurora.InviteQuietlyAsync("jane@example.com");
        return id;
    }

    private async Task<WebhookDelivery> RowAsync() => Assert.Single(await Aurora.DeliveriesAsync());
}
