using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Features.Invitations.Expire;
using Storefront.Platform.Webhooks;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Webhooks;

/// <summary>Several nodes on one PostgreSQL server share the work of webhooks.</summary>
public sealed class PostgresWebhookTests(PostgresPlatform postgres) : IClassFixture<PostgresPlatform>
{
    private static readonly string[] InOrder = ["", "1", "2", "3"];

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Two_nodes_send_each_delivery_once_and_in_order()
    {
        await using var node = postgres.NewNode();
        await using var receiver = await Receiver.StartAsync();
        var aurora = postgres.Platform.Aurora;
        await aurora.NewWebhookAsync(receiver.Url, "customer.invited", "customer.updated");
        for (var number = 0; number < 30; number++)
        {
            var customer = await aurora.InviteQuietlyAsync($"node-{number}@example.com");
            foreach (var external in InOrder[1..])
            {
                await aurora.MerchantApi.PostAsync("customers/update", new { customer_id = customer, external_id = external });
            }
        }

        // What one node holds, the other puts off by a second.
        for (var round = 0; round < 20 && receiver.Messages.Count < 120; round++)
        {
            await Task.WhenAll(SendAsync(postgres.Platform), SendAsync(node), SendAsync(node));
            postgres.Platform.Clock.Turn(TimeSpan.FromSeconds(2));
            node.Clock.Turn(TimeSpan.FromSeconds(2));
        }

        Assert.Equal((120, 120), (receiver.Messages.Count, receiver.Messages.DistinctBy(message => message.Id).Count()));
        Assert.All(
            receiver.Messages.GroupBy(message => message.Data.GetProperty("customer_id").GetInt64()),
            messages => Assert.Equal(InOrder, messages.Select(message => $"{message.Data.GetProperty("external_id")}")));
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Two_nodes_tell_an_expiry_once()
    {
        await using var node = postgres.NewNode();
        var birch = postgres.Platform.Birch;
        await birch.NewWebhookAsync("http://127.0.0.1:9/hook", "invitation.expired");
        await birch.InviteQuietlyAsync("expires@example.com");
        postgres.Platform.Clock.Turn(TimeSpan.FromDays(10));
        node.Clock.Turn(postgres.Platform.Clock.Now - node.Clock.Now);

        var told = await Task.WhenAll(new[] { postgres.Platform, node, node }.Select(platform =>
            platform.Services.GetRequiredService<ExpiredInvitationNotifier>().RunAsync(default)));

        Assert.Equal(1, told.Sum());
        Assert.Single(await birch.DeliveriesAsync());
    }

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task Of_many_creations_at_once_on_two_nodes_sixteen_succeed()
    {
        await using var platform = postgres.NewPlatform(_ => { });
        await using var node = new TestPlatform { Settings = new(platform.Settings) };
        _ = (platform.Services, node.Services);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() =>
            (number % 2 == 0 ? platform : node).Aurora.MerchantApi.PostAsync(
                "webhooks/create", new { url = $"http://127.0.0.1:9/{number}", events = "*" }))));

        Assert.Equal(Webhook.MostOfMerchant, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Equal("webhook.too_many", answer.Code));
        Assert.Equal(Webhook.MostOfMerchant, await platform.Aurora.CountAsync(db => db.Webhooks));
    }

    private static Task<int> SendAsync(TestPlatform platform) => platform.Services.GetRequiredService<WebhookDispatcher>().SendDueAsync(default);
}
