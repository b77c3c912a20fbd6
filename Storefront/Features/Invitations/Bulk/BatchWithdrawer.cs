using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Batches;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Withdraws what a cancelled batch has not mailed: waiting rows, and every invitation whose mail has not left, as a revoke
/// does.</summary>
public sealed class BatchWithdrawer(
    StorefrontDb db, BatchRowProtector protector, InvitationSender sender, InvitationTimeline timeline, ErasurePlan plan, WalTruncator truncator,
    AuditTrail audit, TimeProvider clock)
{
    private const int Step = 25;
    private static readonly TimeSpan UntilAnswered = TimeSpan.FromSeconds(5);

    /// <summary>Withdraws the next rows, and returns when to go on; null when the batch is done.</summary>
    public async Task<DateTimeOffset?> StepAsync(LeasedBatch leased, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var rows = db.InvitationBatchRows.Where(row => row.BatchId == leased.Id);
        var waiting = await rows.Where(row => row.Status == BatchRowStatus.Waiting).OrderBy(row => row.Id).Take(Step).ToListAsync(ct);
        if (waiting.Count > 0)
        {
            await db.InTransactionAsync(() => CancelAsync(leased, waiting, ct), ct);
            return clock.GetUtcNow();
        }

        var unsent =
            await rows.Where(row => row.Mail != BatchMailState.None && row.Mail != BatchMailState.Ended)
            .OrderBy(row => row.Mail).ThenBy(row => row.Id).Take(Step).Select(row => row.Id).ToListAsync(ct);
        var withdrawn = 0;
        foreach (var id in unsent)
        {
            db.ChangeTracker.Clear();
            withdrawn += (await db.InTransactionAsync(() => WithdrawAsync(leased, id, ct), ct)).IsRefused ? 0 : 1;
        }

        if (unsent.Count > 0)
        {
            truncator.Request();

            // What remains is on its way to a server right now; the next answer tells.
            return withdrawn > 0 ? clock.GetUtcNow() : clock.GetUtcNow() + UntilAnswered;
        }

        var now = clock.GetUtcNow();
        await db.Held(leased).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.FinishedAt, now), ct);
        return null;
    }

    private async Task<Result<Done>> CancelAsync(LeasedBatch leased, List<InvitationBatchRow> rows, CancellationToken ct)
    {
        if (!await RenewAsync(leased, ct))
        {
            return BulkErrors.LeaseLost;
        }

        rows.ForEach(row => (row.Status, row.Content) = (BatchRowStatus.Cancelled, protector.ProtectAddress(protector.Unprotect(row).Email)));
        return Done.Value;
    }

    private async Task<Result<Done>> WithdrawAsync(LeasedBatch leased, long id, CancellationToken ct)
    {
        if (!await RenewAsync(leased, ct))
        {
            return BulkErrors.LeaseLost;
        }

        var row = await db.InvitationBatchRows.FirstOrDefaultAsync(found => found.Id == id && found.Mail != BatchMailState.Ended, ct);
        if (row?.CustomerId is not { } customerId || await db.HoldAsync(customerId, ct) is not { } customer)
        {
            return Done.Value;
        }

        if (await db.OutboxMails.AnyAsync(
            mail => mail.CustomerId == customerId && mail.Kind == InvitationMail.Kind && mail.State == OutboxState.Queued && mail.Unanswered > 0, ct))
        {
            return BulkErrors.HandedOver;
        }

        if (!customer.IsInvitable || await db.Invitations.AnyAsync(found => found.CustomerId == customerId && found.SentAt != null, ct))
        {
            row.Mail = BatchMailState.Ended;
            return Done.Value;
        }

        // The row stays for the count, and names nobody any more.
        (row.Status, row.Mail) = (BatchRowStatus.Cancelled, BatchMailState.None);
        (row.CustomerId, row.Hash, row.Content) = customer.IsPending ? (null, null, "") : (row.CustomerId, row.Hash, row.Content);
        await db.SaveChangesAsync(ct);
        audit.Add("invitation.revoked", customer.SubjectId);
        if (customer.IsPending)
        {
            await plan.RunAsync(customer, ct);
            return Done.Value;
        }

        await sender.WithdrawAsync(customer, ct);
        await timeline.RevokeAsync(customerId, ct);
        return Done.Value;
    }

    private async Task<bool> RenewAsync(LeasedBatch leased, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + BatchLeaseStore.Lease;
        return await db.Held(leased).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeasedUntil, until), ct) == 1;
    }
}
