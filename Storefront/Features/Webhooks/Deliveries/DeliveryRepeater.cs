using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Webhooks.Deliveries;

/// <summary>Queues deliveries again, each as the same message.</summary>
public sealed class DeliveryRepeater(TimeProvider clock)
{
    /// <summary>Makes the finished ones of these rows wait again, and all of them due; returns how many.</summary>
    public Task<int> QueueAsync(IQueryable<WebhookDelivery> rows, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return rows.Where(row => row.State != OutboxState.Queued || row.LeasedUntil == null || row.LeasedUntil <= now).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, OutboxState.Queued).SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.NextAttemptAt, now).SetProperty(row => row.FinishedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null),
            ct);
    }

    /// <summary>Whether the webhook is there and has not ended.</summary>
    public static async Task<bool> CanRepeatAsync(StorefrontDb db, long webhookId, CancellationToken ct) =>
        await db.Webhooks.AnyAsync(hook => hook.Id == webhookId && hook.DeletedAt == null && hook.Status != WebhookStatus.Ended, ct);
}
