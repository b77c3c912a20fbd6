using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Webhooks;

/// <summary>Sends a leased batch of one webhook: streams in parallel, the deliveries of a stream one after the other.</summary>
/// <remarks>A delivery that is put off puts off those behind it. When the receiver rests, is paused or has ended, the rest of the batch is
/// returned untried.</remarks>
public sealed class WebhookTurn(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WebhookTurn> log)
{
    private const int SentAtOnce = 8;
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(1);

    public async Task RunAsync(List<WebhookDelivery> batch, CancellationToken ct)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var receiver = await InScopeAsync(null, services => services.GetRequiredService<WebhookReceivers>().ReadAsync(batch[0].WebhookId, ct));
        if (!receiver.Hook.Receives)
        {
            await InScopeAsync(receiver, services => services.GetRequiredService<WebhookReceivers>().HoldWaitingAsync(receiver.Hook, ct));
            return;
        }

        var earlier = await InScopeAsync(receiver, services => FindEarlierAsync(services.GetRequiredService<StorefrontDb>(), batch, ct));
        await Parallel.ForEachAsync(
            batch.GroupBy(delivery => delivery.Stream), new ParallelOptions { MaxDegreeOfParallelism = SentAtOnce, CancellationToken = ct },
            async (stream, token) => await TrySendStreamAsync(receiver, [.. stream], earlier.GetValueOrDefault(stream.Key), token));
    }

    private async Task TrySendStreamAsync(WebhookReceiver receiver, List<WebhookDelivery> stream, DateTimeOffset? earlier, CancellationToken ct)
    {
        try
        {
            await SendStreamAsync(receiver, stream, earlier, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What cannot be marked must not stop the rest of the batch; its lease expires.
            log.LogError("Webhook {WebhookId} had a bad delivery: {Problem}", receiver.Hook.Id, StorageFault.NameOf(problem));
        }
    }

    private async Task SendStreamAsync(WebhookReceiver receiver, List<WebhookDelivery> stream, DateTimeOffset? earlier, CancellationToken ct)
    {
        var putOff = earlier;
        foreach (var delivery in stream)
        {
            putOff ??= receiver.RestsAt(clock.GetUtcNow()) ? receiver.RestsUntil : null;
            var until = putOff;
            putOff = await InScopeAsync(receiver, async services =>
            {
                var sender = services.GetRequiredService<WebhookSender>();
                return until is { } later ? await sender.PutOffAsync(delivery, later) : await sender.SendAsync(receiver, delivery, ct);
            });
        }
    }

    // When what comes before a stream's first leased delivery is tried next; nothing where nothing comes before.
    private async Task<Dictionary<string, DateTimeOffset?>> FindEarlierAsync(StorefrontDb db, List<WebhookDelivery> batch, CancellationToken ct)
    {
        var (hookId, lease, streams) = (batch[0].WebhookId, batch[0].Lease, batch.Select(delivery => delivery.Stream).Distinct().ToList());
        var last = batch[^1].Id;
        var firsts = await db.WebhookDeliveries.Where(row => row.WebhookId == hookId && streams.Contains(row.Stream) && row.Id < last)
            .Where(row => row.State == OutboxState.Queued && row.Lease != lease)
            .GroupBy(row => row.Stream)
            .Select(rows => new { Stream = rows.Key, Id = rows.Min(row => row.Id), At = rows.Min(row => row.NextAttemptAt) }).ToListAsync(ct);
        var soon = clock.GetUtcNow() + AMoment;
        return firsts.Where(first => batch.Any(delivery => delivery.Stream == first.Stream && delivery.Id > first.Id))
            .ToDictionary(first => first.Stream, first => (DateTimeOffset?)(first.At > soon ? first.At : soon));
    }

    private async Task<T> InScopeAsync<T>(WebhookReceiver? receiver, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (receiver is not null)
        {
            scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(receiver.Merchant);
        }

        return await work(scope.ServiceProvider);
    }
}
