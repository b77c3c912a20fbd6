using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Accounts.Deletion;

/// <summary>Says which receivers confirmed a deletion, and which of them need a person.</summary>
public sealed class DeletionReceivers(StorefrontDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<DeletionReceiver>> OfAsync(Guid receiptId, CancellationToken ct)
    {
        var told = await db.WebhookDeliveries.Where(row => row.ReceiptId == receiptId).OrderBy(row => row.Id)
            .Join(db.Webhooks, row => row.WebhookId, hook => hook.Id, (row, hook) => new { Row = row, hook.Url })
            .AsNoTracking().ToListAsync(ct);
        return [.. told.Select(entry => DeletionReceiver.Of(entry.Row, entry.Url, clock.GetUtcNow()))];
    }
}

/// <summary>A receiver of <c>customer.deleted</c>.</summary>
/// <param name="WebhookId">Its webhook.</param>
/// <param name="Url">Where it listens.</param>
/// <param name="Status">Whether it confirmed.</param>
/// <param name="ConfirmedAt">When it accepted the message.</param>
/// <param name="NextTryAt">When it is told again.</param>
/// <param name="LastStatus">The status of its newest answer.</param>
public sealed record DeletionReceiver(
    long WebhookId, string Url, DeletionReceiverStatus Status, DateTimeOffset? ConfirmedAt, DateTimeOffset? NextTryAt, int? LastStatus)
{
    public static DeletionReceiver Of(WebhookDelivery row, string url, DateTimeOffset now)
    {
        var status = row.State == OutboxState.Sent ? DeletionReceiverStatus.Confirmed
            : row.State == OutboxState.Parked || row.CreatedAt + WebhookRetrySchedule.Memory <= now ? DeletionReceiverStatus.NeedsPerson
            : DeletionReceiverStatus.Waiting;
        return new(
            row.WebhookId, url, status, status == DeletionReceiverStatus.Confirmed ? row.FinishedAt : null,
            status == DeletionReceiverStatus.Waiting ? row.NextTryAt : null, row.LastStatus);
    }
}

/// <summary>Whether a receiver of <c>customer.deleted</c> confirmed it.</summary>
public enum DeletionReceiverStatus
{
    Waiting,
    Confirmed,

    /// <summary>It did not confirm within thirty days, or is not told any more: somebody has to see that it erases too.</summary>
    NeedsPerson,
}
