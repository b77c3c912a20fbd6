using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Platform.Persistence;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Webhooks;

/// <summary>An erasure reaches what waits for webhooks, tells each receiver, and shows which of them confirmed.</summary>
public sealed class DeletionWebhookTests : IAsyncLifetime
{
    private const string Email = "Quixotic.Zebra.7431@example.com";
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
    public async Task What_waits_or_was_sent_about_the_person_is_gone_and_the_deletion_names_nobody()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        var session = await Aurora.CustomerAsync(Email);
        await Application.SendWebhooksAsync();
        _receiver.Messages.Clear();
        var customer = (await Aurora.FindCustomerAsync(Email))!.Id;
        await Aurora.MerchantApi.PostAsync("customers/update", new { customer_id = customer, external_id = "Unmistakable-ERP-4711" });

        await DeleteAsync(Aurora, session);
        await Eventually.IsSoAsync(() => Application.Services.GetRequiredService<WalTruncator>().TryTruncateAsync(default));
        await Application.SendWebhooksAsync();

        var told = Assert.Single(_receiver.Messages);
        Assert.Equal(("customer.deleted", customer), (told.Type, told.Data.GetProperty("customer_id").GetInt64()));
        Assert.Equal(await ReceiptAsync(Aurora), told.Data.GetProperty("receipt_id").GetGuid());
        Assert.DoesNotContain("Zebra", told.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Single(await Aurora.DeliveriesAsync());
        Assert.False(Application.FilesHold("Unmistakable-ERP-4711"));
    }

    [Fact]
    public async Task A_deletion_arrives_after_whatever_was_on_its_way()
    {
        await Aurora.NewWebhookAsync(_receiver.Url);
        var session = await Aurora.CustomerAsync(Email);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Answer = (_, _) => goOn.Task;
        var turn = Task.Run(() => Application.SendWebhooksAsync());
        await Eventually.IsSoAsync(() => !_receiver.Messages.IsEmpty);

        await DeleteAsync(Aurora, session);
        await Application.SendWebhooksAsync();
        Assert.DoesNotContain("customer.deleted", _receiver.Types);
        goOn.SetResult();
        await turn;
        Application.Clock.Turn(TimeSpan.FromSeconds(20));
        await Application.SendWebhooksAsync();

        Assert.Equal("customer.deleted", _receiver.Types[^1]);
        Assert.Equal(2, _receiver.Messages.Count);
    }

    [Fact]
    public async Task The_receipt_shows_who_confirmed_and_who_needs_a_person_after_thirty_days()
    {
        await using var dead = await Receiver.StartAsync();
        dead.AnswerWith(500);
        await Aurora.NewWebhookAsync(_receiver.Url, "customer.deleted");
        var (failing, _) = await Aurora.NewWebhookAsync(dead.Url);
        var (removed, _) = await Aurora.NewWebhookAsync($"{dead.Url}/removed", "*");
        await Aurora.NewWebhookAsync($"{dead.Url}/other", "customer.invited");
        var session = await Aurora.CustomerAsync(Email);
        await DeleteAsync(Aurora, session);
        var receipt = await ReceiptAsync(Aurora);
        Assert.Equal(["waiting", "waiting", "waiting"], await StatusesAsync(receipt));

        await Application.SendWebhooksAsync();
        await Aurora.MerchantApi.PostAsync("webhooks/delete", new { webhook_id = removed });
        Assert.Equal(["confirmed", "waiting", "needs_person"], await StatusesAsync(receipt));
        Application.Clock.Turn(TimeSpan.FromDays(29));
        Assert.Equal(["confirmed", "waiting", "needs_person"], await StatusesAsync(receipt));
        Application.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(["confirmed", "needs_person", "needs_person"], await StatusesAsync(receipt));
        await Application.Services.GetRequiredService<Housekeeping>().TidyAsync(default);

        var receivers = await ReceiversAsync(receipt);
        Assert.Equal(failing, receivers[1].GetProperty("webhook_id").GetInt64());
        Assert.Equal(_receiver.Url, receivers[0].GetProperty("url").GetString());
        Assert.Equal(3, (await Aurora.DeliveriesAsync()).Count);
        var foreign = await Application.Birch.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt });
        Assert.Equal(System.Net.HttpStatusCode.NotFound, foreign.Status);
    }

    private static async Task DeleteAsync(Shop shop, string session) =>
        Assert.True((await new ApiDoor(shop).DeleteAsync(session, Shop.GoodPassword)).IsDone);

    private static async Task<Guid> ReceiptAsync(Shop shop) =>
        (await shop.MerchantApi.PostAsync("customers/deletions/all")).Data.GetProperty("data")[0].GetProperty("id").GetGuid();

    private async Task<List<JsonElement>> ReceiversAsync(Guid receipt)
    {
        var read = await Aurora.MerchantApi.PostAsync("customers/deletions/get", new { receipt_id = receipt });
        return [.. read.Data.GetProperty("receivers").EnumerateArray()];
    }

    private async Task<List<string?>> StatusesAsync(Guid receipt) =>
        [.. (await ReceiversAsync(receipt)).Select(receiver => receiver.GetProperty("status").GetString())];
}
