using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Webhooks;

/// <summary>A merchant creates, reads, changes, tests and deletes webhooks of its own, and no other's.</summary>
public sealed class WebhookTests : IAsyncLifetime
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
    public async Task A_secret_is_shown_once_and_stored_encrypted()
    {
        var (id, secret) = await Aurora.NewWebhookAsync(_receiver.Url);
        var read = await Aurora.MerchantApi.PostAsync("webhooks/get", new { webhook_id = id });
        var listed = await Aurora.MerchantApi.PostAsync("webhooks/all");

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(secret["whsec_".Length..]).Length);
        Assert.Equal((_receiver.Url, "active"), (Hook(read).GetProperty("url").GetString(), Hook(read).GetProperty("status").GetString()));
        Assert.DoesNotContain("whsec_", read.Text + listed.Text, StringComparison.Ordinal);
        Assert.Equal(1, listed.Data.GetProperty("total").GetInt32());
        Assert.False(Application.FilesHold(secret["whsec_".Length..]));
    }

    [Theory]
    [InlineData("get"), InlineData("update"), InlineData("delete"), InlineData("rotate-secret"), InlineData("test")]
    public async Task Another_merchants_webhook_is_unknown(string what)
    {
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);

        var foreign = await Application.UnchangedAsync(() => Application.Birch.MerchantApi.PostAsync($"webhooks/{what}", new { webhook_id = id }));

        Assert.Equal((HttpStatusCode.NotFound, "webhook.not_found"), (foreign.Status, foreign.Code));
        Assert.Empty((await Application.Birch.MerchantApi.PostAsync("webhooks/all")).Data.GetProperty("data").EnumerateArray());
        Assert.Empty(_receiver.Messages);
    }

    [Fact]
    public async Task A_token_without_the_ability_is_refused()
    {
        var (_, token) = await Aurora.NewTokenAsync("customers.read,customers.invite,customers.write,customers.delete,orders.read,orders.write");

        foreach (var path in new[] { "create", "all", "get", "update", "delete", "rotate-secret", "test", "deliveries/all", "deliveries/retry" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Aurora.Api(token).PostAsync($"webhooks/{path}", new { webhook_id = 1 })).Status);
        }
    }

    [Fact]
    public async Task The_seventeenth_webhook_is_refused_until_one_is_deleted()
    {
        var ids = new List<long>();
        for (var number = 0; number < Webhook.MostOfMerchant; number++)
        {
            ids.Add((await Aurora.NewWebhookAsync($"{_receiver.Url}/{number}")).Id);
        }

        var body = new { url = _receiver.Url, events = "*" };
        var refused = await Application.UnchangedAsync(() => Aurora.MerchantApi.PostAsync("webhooks/create", body));
        await Application.Birch.NewWebhookAsync(_receiver.Url);
        await Aurora.MerchantApi.PostAsync("webhooks/delete", new { webhook_id = ids[0] });

        Assert.Equal((HttpStatusCode.Conflict, "webhook.too_many"), (refused.Status, refused.Code));
        Assert.Equal(HttpStatusCode.Created, (await Aurora.MerchantApi.PostAsync("webhooks/create", body)).Status);
    }

    [Theory]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://[::ffff:127.0.0.1]/"), InlineData("https://localhost/")]
    [InlineData("http://receiver.example/"), InlineData("https://receiver.example:8443/"), InlineData("https://a:b@receiver.example/")]
    [InlineData("https://aurora.shop.example/"), InlineData("https://platform.example/api")]
    public async Task Outside_Development_private_and_own_addresses_are_refused(string url)
    {
        await using var platform = new TestPlatform
        {
            Settings = { ["Webhooks:AllowPrivateAddresses"] = "false", ["Platform:Hosts"] = "localhost,platform.example" }
        };
        await platform.CommandAsync(
            "merchants", "add", "--name", "Cedar", "--host", "aurora.shop.example", "--from", "shop@cedar.example");
        var good = new { url = "https://receiver.example/hook", events = "*" };

        var refused = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostAsync("webhooks/create", new { url, events = "*" }));
        var id = Hook(await platform.Aurora.MerchantApi.PostAsync("webhooks/create", good)).GetProperty("id").GetInt64();
        var changed = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostAsync("webhooks/update", new { webhook_id = id, url }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotNull(refused.Error("url"));
        Assert.NotNull(changed.Error("url"));
    }

    [Fact]
    public async Task A_ping_is_sent_at_once_and_tells_what_came_back()
    {
        Application.SetToday();
        var (id, secret) = await Aurora.NewWebhookAsync(_receiver.Url, "customer.deleted");
        _receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 202;
            return context.Response.Body.WriteAsync("thank you"u8.ToArray()).AsTask();
        };

        var attempt = (await Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id })).Data.GetProperty("attempt");

        Assert.Equal(
            (202, "thank you", JsonValueKind.Null),
            (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").GetString(), attempt.GetProperty("problem").ValueKind));
        var ping = Assert.Single(_receiver.Messages);
        Assert.Equal(("ping", id), (ping.Type, ping.Data.GetProperty("webhook_id").GetInt64()));
        Assert.True(ping.Verifies(secret));
        Assert.Empty(await Aurora.DeliveriesAsync());
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        Application.SetToday();
        var (id, former) = await Aurora.NewWebhookAsync(_receiver.Url);
        var (_, other) = await Aurora.NewWebhookAsync(_receiver.Url, "ping");
        var rotated = await Aurora.MerchantApi.PostAsync("webhooks/rotate-secret", new { webhook_id = id });
        var secret = Hook(rotated).GetProperty("secret").GetString()!;

        await Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id });
        var both = _receiver.Messages.Last();
        Application.Clock.Turn(TimeSpan.FromHours(24));
        await Aurora.MerchantApi.PostAsync("webhooks/test", new { webhook_id = id });

        Assert.NotEqual(former, secret);
        Assert.Equal((2, true, true), (both.Signatures.Distinct().Count(), both.Verifies(former), both.Verifies(secret)));
        Assert.False(both.Verifies(other));
        Assert.Single(_receiver.Messages.Last().Signatures);
    }

    [Fact]
    public async Task A_paused_webhook_keeps_what_waits_and_sends_it_once_active()
    {
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);
        await ChangeAsync(id, "paused");
        await Aurora.InviteQuietlyAsync("jane@example.com");
        await Application.SendWebhooksAsync();
        Application.Clock.Turn(TimeSpan.FromDays(20));
        await Application.SendWebhooksAsync();
        Assert.Empty(_receiver.Messages);
        var waiting = (await Aurora.MerchantApi.PostAsync("webhooks/deliveries/all")).Data.GetProperty("data")[0];
        Assert.Equal(
            ("waiting", JsonValueKind.Null), (waiting.GetProperty("status").GetString(), waiting.GetProperty("next_try_at").ValueKind));

        await ChangeAsync(id, "active");
        await Application.SendWebhooksAsync();

        Assert.Equal(["customer.invited"], _receiver.Types);
    }

    [Fact]
    public async Task A_deleted_webhook_gets_nothing_that_waited_and_loses_its_secret()
    {
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);
        await Aurora.InviteQuietlyAsync("jane@example.com");

        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("webhooks/delete", new { webhook_id = id })).Status);
        await Aurora.InviteQuietlyAsync("joe@example.com");
        await Application.SendWebhooksAsync();

        Assert.Empty(_receiver.Messages);
        Assert.Equal((OutboxState.Parked, ""), (Assert.Single(await Aurora.DeliveriesAsync()).State, (await Aurora.WebhookAsync(id)).Secret));
        Assert.Equal(HttpStatusCode.NotFound, (await Aurora.MerchantApi.PostAsync("webhooks/get", new { webhook_id = id })).Status);
    }

    [Fact]
    public async Task A_creation_repeated_under_its_key_answers_the_same_secret()
    {
        var body = $$"""{"url":"{{_receiver.Url}}","events":"*"}""";

        var first = await CreateAsync(body);
        var second = await CreateAsync(body);

        Assert.Equal((HttpStatusCode.Created, first.Text), (second.Status, second.Text));
        Assert.Equal("true", second.Header("Idempotent-Replayed"));
        Assert.Equal(1, await Aurora.CountAsync(db => db.Webhooks));
    }

    [Theory]
    [InlineData("all", "{}"), InlineData("get", "{\"webhook_id\":1}"), InlineData("test", "{\"webhook_id\":1}"), InlineData("deliveries/all", "{}")]
    public async Task What_writes_nothing_takes_no_key_and_opens_no_transaction(string path, string body)
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        await Aurora.InviteQuietlyAsync("jane@example.com");
        await Aurora.InviteQuietlyAsync("joe@example.com");

        for (var round = 0; round < 2; round++)
        {
            var answer = await Aurora.MerchantApi.PostWithAsync($"webhooks/{path}", Requests.Body(body), ("Idempotency-Key", "read-1"));
            Assert.Equal((HttpStatusCode.OK, null), (answer.Status, answer.Header("Idempotent-Replayed")));
        }

        Assert.Equal(0, await Aurora.CountAsync(db => db.IdempotencyClaims));
        Assert.Equal(path == "test" ? 2 : 0, _receiver.Messages.Count);
    }

    private Task<ApiAnswer> CreateAsync(string body) =>
        Aurora.MerchantApi.PostWithAsync("webhooks/create", Requests.Body(body), ("Idempotency-Key", "hook-1"));

    private async Task ChangeAsync(long id, string status) =>
        Assert.Equal(HttpStatusCode.OK, (await Aurora.MerchantApi.PostAsync("webhooks/update", new { webhook_id = id, status })).Status);

    private static JsonElement Hook(ApiAnswer answer) => answer.Data.GetProperty("webhook");
}
