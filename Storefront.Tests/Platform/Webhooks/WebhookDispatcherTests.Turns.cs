using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Webhooks;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Webhooks;

/// <summary>Order, turns, leases and repetition.</summary>
public sealed partial class WebhookDispatcherTests
{
    [Fact]
    public async Task What_follows_a_failed_delivery_about_one_customer_waits_for_it_and_others_do_not()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        var jane = await Aurora.InviteQuietlyAsync("jane@example.com");
        await UpdateAsync(jane, "1");
        await Aurora.InviteQuietlyAsync("joe@example.com");
        _receiver.Answer = (context, message) =>
        {
            var isFirst = message.Type == "customer.invited" && message.Body.Contains("jane", StringComparison.Ordinal);
            context.Response.StatusCode = isFirst ? 500 : 200;
            return Task.CompletedTask;
        };

        await Application.SendWebhooksAsync();
        await UpdateAsync(jane, "2");
        await Application.SendWebhooksAsync();
        Assert.Equal(["customer.invited", "customer.invited"], _receiver.Types);
        _receiver.AnswerWith(200);
        Application.Clock.Turn(TimeSpan.FromSeconds(6));
        await Application.SendWebhooksAsync();

        var ofJane = _receiver.Messages.Where(message => message.Data.GetProperty("customer_id").GetInt64() == jane).ToList();
        Assert.Equal(
            ["customer.invited", "customer.invited", "customer.updated 1", "customer.updated 2"],
            ofJane.Select(message => $"{message.Type} {message.Data.GetProperty("external_id")}".TrimEnd()));
    }

    [Fact]
    public async Task A_slow_receiver_holds_up_neither_another_merchants_nor_another_of_its_own()
    {
        await using var quick = await Receiver.StartAsync();
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Answer = (_, _) => goOn.Task;
        for (var number = 0; number < 15; number++)
        {
            await Aurora.NewWebhookAsync($"{_receiver.Url}/{number}");
        }

        await Aurora.NewWebhookAsync(quick.Url);
        await Application.Birch.NewWebhookAsync(quick.Url);
        var dispatcher = Application.Services.GetRequiredService<WebhookDispatcher>();
        await dispatcher.StartAsync(default);
        await Aurora.InviteQuietlyAsync("jane@example.com");
        await Eventually.IsSoAsync(() => quick.Messages.Count == 1);
        for (var number = 0; number < 20; number++)
        {
            await Aurora.InviteQuietlyAsync($"jane-{number}@example.com");
        }

        await Application.Birch.InviteQuietlyAsync("joe@example.com");
        await Eventually.IsSoAsync(() => quick.Messages.Count == 22);

        goOn.SetResult();
        await dispatcher.StopAsync(default);
    }

    [Fact, Trait("Storage", "Sqlite")]
    public async Task What_was_delivered_is_not_sent_again_and_what_a_killed_run_held_is()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        await Aurora.InviteQuietlyAsync("jane@example.com");
        await OnRowsAsync(rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, Application.Clock.Now.AddMinutes(5))));
        Assert.Equal(0, await Application.SendWebhooksAsync());

        await Application.Services.GetRequiredService<WebhookLeaseStore>().FreeFormerRunAsync(default);
        Assert.Equal(1, await Application.SendWebhooksAsync());
        Application.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(0, await Application.SendWebhooksAsync());
        Assert.Single(_receiver.Messages);
    }

    [Fact]
    public async Task An_older_turn_that_ends_late_does_not_mark_what_a_newer_one_holds()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        await Aurora.InviteQuietlyAsync("jane@example.com");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Answer = async (context, _) =>
        {
            await goOn.Task;
            context.Response.StatusCode = 500;
        };
        var older = Task.Run(() => Application.SendWebhooksAsync());
        await Eventually.IsSoAsync(() => _receiver.Messages.Count == 1);
        Application.Clock.Turn(TimeSpan.FromMinutes(6));
        var finish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Answer = (_, _) => finish.Task;
        var newer = Task.Run(() => Application.SendWebhooksAsync());
        await Eventually.IsSoAsync(() => _receiver.Messages.Count == 2);
        goOn.SetResult();
        await older;
        Assert.Equal((OutboxState.Queued, 0, null), ((await RowAsync()).State, (await RowAsync()).Attempts, (await RowAsync()).LastStatus));
        finish.SetResult();
        await newer;

        Assert.Equal((OutboxState.Sent, 1), ((await RowAsync()).State, (await RowAsync()).Attempts));
        Assert.Single(_receiver.Messages.DistinctBy(message => message.Id));
    }

    [Fact]
    public async Task A_delivery_is_shown_with_its_attempts_and_sent_again_on_demand()
    {
        var id = await TellAsync();
        _receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync(new string('x', 5000));
        };
        await Application.SendWebhooksAsync();

        var listed = Assert.Single((await Aurora.MerchantApi.PostAsync("webhooks/deliveries/all", new { webhook_id = id, status = "waiting" }))
            .Data.GetProperty("data").EnumerateArray());
        var delivery = new { delivery_id = listed.GetProperty("id").GetInt64() };
        var read = (await Aurora.MerchantApi.PostAsync("webhooks/deliveries/get", delivery)).Data.GetProperty("delivery");
        var attempt = Assert.Single(read.GetProperty("log").EnumerateArray());

        Assert.Equal(("customer.invited", 1), (listed.GetProperty("event").GetString(), listed.GetProperty("attempts").GetInt32()));
        Assert.Equal((500, 1024), (attempt.GetProperty("status").GetInt32(), attempt.GetProperty("answer").GetString()!.Length));
        Assert.Equal(_receiver.Messages.Single().Body, read.GetProperty("body").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Application.Birch.MerchantApi.PostAsync("webhooks/deliveries/get", delivery)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Application.Birch.MerchantApi.PostAsync("webhooks/deliveries/retry", delivery)).Status);
        Assert.Empty((await Application.Birch.MerchantApi.PostAsync("webhooks/deliveries/all")).Data.GetProperty("data").EnumerateArray());

        _receiver.AnswerWith(200);
        await Aurora.MerchantApi.PostAsync("webhooks/deliveries/retry", delivery);
        await Application.SendWebhooksAsync();
        Assert.Equal(OutboxState.Sent, (await RowAsync()).State);
        await Aurora.MerchantApi.PostAsync("webhooks/deliveries/retry", delivery);
        await Application.SendWebhooksAsync();
        Assert.Equal((3, 1), (_receiver.Messages.Count, _receiver.Messages.DistinctBy(message => message.Id).Count()));
    }

    [Fact]
    public async Task A_span_of_time_is_sent_again_each_once_and_in_order()
    {
        var (id, _) = await Aurora.NewWebhookAsync(_receiver.Url);
        var customers = new List<long>();
        for (var number = 0; number < 60; number++)
        {
            customers.Add(await Aurora.InviteQuietlyAsync($"jane-{number}@example.com"));
        }

        var since = Application.Clock.Now;
        await UpdateAsync(customers[0], "1");
        await UpdateAsync(customers[0], "2");
        Application.Clock.Turn(TimeSpan.FromHours(1));
        await Aurora.InviteQuietlyAsync("later@example.com");
        await Application.SendWebhooksAsync();
        var before = _receiver.Messages.Select(message => message.Id).Distinct().Count();
        _receiver.Messages.Clear();

        var body = new { webhook_id = id, since, until = since.AddMinutes(30) };
        var recovered = await Aurora.MerchantApi.PostAsync("webhooks/deliveries/recover", body);
        Assert.Equal(HttpStatusCode.NotFound, (await Application.Birch.MerchantApi.PostAsync("webhooks/deliveries/recover", body)).Status);
        await Application.SendWebhooksAsync();

        Assert.Equal((63, 62), (before, recovered.Data.GetProperty("queued").GetInt32()));
        Assert.Equal((62, 62), (_receiver.Messages.Count, _receiver.Messages.DistinctBy(message => message.Id).Count()));
        var ofFirst = _receiver.Messages.Where(message => message.Data.GetProperty("customer_id").GetInt64() == customers[0]);
        Assert.Equal(["", "1", "2"], ofFirst.Select(message => $"{message.Data.GetProperty("external_id")}"));
    }

    private Task<ApiAnswer> UpdateAsync(long customer, string number) =>
        Aurora.MerchantApi.PostAsync("customers/update", new { customer_id = customer, external_id = number });

    private Task<T> OnRowsAsync<T>(Func<IQueryable<WebhookDelivery>, Task<T>> work) => Application.AsAsync(Aurora, db => work(db.WebhookDeliveries));
}
