using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Queues;

namespace Storefront.Platform.Webhooks;

/// <summary>Sends the deliveries of the outbox continuously: at least once each, and in their order about one customer.</summary>
/// <remarks>Each webhook has turns of its own, so a slow or dead receiver delays no other, not even of its own merchant. A turn waits for the
/// network and uses no thread, so there are many places.</remarks>
public sealed class WebhookDispatcher(
    WebhookLeaseStore leases, WebhookTurn turn, OutboxStatements outbox, TimeProvider clock, ILogger<WebhookDispatcher> log)
    : TurnDispatcher(new(MostQuickTurns: 16, MostTurns: 512, TimeSpan.FromSeconds(1)), clock, log)
{
    protected override ValueTask<List<long>> FindDueAsync(CancellationToken ct) => outbox.FindDueWebhooksAtAnyMerchantAsync(Clock.GetUtcNow(), ct);

    protected override async Task<int> TakeTurnAsync(long queue, CancellationToken ct)
    {
        var batch = await leases.TakeAsync(queue, ct);
        await leases.WhileKeptAsync(batch, () => turn.RunAsync(batch, ct));
        return batch.Count;
    }

    protected override Task FreeFormerRunAsync(CancellationToken ct) => leases.FreeFormerRunAsync(ct);
}
