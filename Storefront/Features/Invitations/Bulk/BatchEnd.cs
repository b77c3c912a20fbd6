using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Batches;
using Storefront.Platform.Persistence;
using Storefront.Platform.Webhooks;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Ends a batch of which every mail has left, and pauses one of which only stopped groups are left.</summary>
/// <remarks>Both are written in the audit trail and told to webhooks, in the transaction of the change.</remarks>
public sealed class BatchEnd(StorefrontDb db, WebhookEvents webhooks, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan UntilAnswered = TimeSpan.FromSeconds(5);

    /// <summary>Ends or pauses the batch; returns when to look again while mails are on their way.</summary>
    public async Task<DateTimeOffset?> EndAsync(
        InvitationBatch batch, LeasedBatch leased, IReadOnlyList<InvitationBatchGroup> stopped, CancellationToken ct)
    {
        var names = stopped.Select(group => group.Name).ToList();
        var mails = db.InvitationBatchRows.Where(row => row.BatchId == batch.Id);
        if (await mails.AnyAsync(row => row.Mail == BatchMailState.Released
            || (row.Mail == BatchMailState.Deferred && names.Contains(row.ReceivingGroup!)), ct))
        {
            return clock.GetUtcNow() + UntilAnswered;
        }

        var isPaused = await mails.AnyAsync(row => row.Mail == BatchMailState.Waiting
            || (row.Mail == BatchMailState.Refused && names.Contains(row.ReceivingGroup!)), ct);
        await db.InTransactionAsync<Platform.Results.Done>(async () =>
        {
            await (isPaused ? PauseAsync(leased, stopped[0], ct) : CompleteAsync(leased, ct));
            return Platform.Results.Done.Value;
        }, ct);
        return null;
    }

    private async Task PauseAsync(LeasedBatch leased, InvitationBatchGroup stopped, CancellationToken ct)
    {
        var reason = $"{stopped.Name}: {stopped.Reason}";
        if (await db.Running(leased).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, InvitationBatchStatus.Paused).SetProperty(row => row.Reason, reason), ct) == 1)
        {
            audit.Add("batch.paused", $"batch: {leased.Id}");
            await TellAsync(WebhookEventTypes.BatchPaused, InvitationBatchStatus.Paused, leased, reason, ct);
        }
    }

    private async Task CompleteAsync(LeasedBatch leased, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Running(leased).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, InvitationBatchStatus.Completed).SetProperty(row => row.FinishedAt, now)
                .SetProperty(row => row.StartedAt, row => row.StartedAt ?? now).SetProperty(row => row.Reason, (string?)null), ct) == 1)
        {
            audit.Add("batch.completed", $"batch: {leased.Id}");
            await TellAsync(WebhookEventTypes.BatchCompleted, InvitationBatchStatus.Completed, leased, reason: null, ct);
        }
    }

    private ValueTask TellAsync(string type, InvitationBatchStatus status, LeasedBatch leased, string? reason, CancellationToken ct) =>
        webhooks.AddAsync(type, WebhookSubject.Batch(leased.Id), () => new BatchPayload(leased.Id, status, reason), ct);
}

/// <summary>What a webhook is told of a batch: its number, state, and why it is paused.</summary>
public sealed record BatchPayload(long BatchId, InvitationBatchStatus Status, string? Reason);
