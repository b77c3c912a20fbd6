using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Pauses, resumes or cancels a batch at the merchant's request. Mails that wait in the outbox are taken back; one that is being
/// handed over still leaves.</summary>
/// <remarks>A cancelled batch stays cancelled; its invitations are withdrawn in steps, and <c>finished_at</c> says when that was done.</remarks>
public sealed class ControlBatch(StorefrontDb db, BatchReader batches, InvitationSender sender, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    private const string ByMerchant = "Paused by the shop.";

    public async Task<Result<BatchView>> RunAsync(Caller caller, BatchRequest request, BatchCommand command, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (BatchPages.CheckId(request) is { } unfit)
        {
            return unfit;
        }

        if (await batches.FindAsync(request.BatchId, ct) is not { } batch)
        {
            return BulkErrors.NotFound;
        }

        var changed =
            await db.InTransactionAsync<Done>(async () => await ChangeAsync(batch.Id, command, ct) is { } refusal ? refusal : Done.Value, ct);
        return changed.Refusal is { } refused ? refused : await batches.ViewAsync((await batches.FindAsync(batch.Id, ct))!, ct);
    }

    private async Task<Refusal?> ChangeAsync(long id, BatchCommand command, CancellationToken ct)
    {
        var batch = db.InvitationBatches.Where(row => row.Id == id);
        var isChanged = command switch
        {
            BatchCommand.Pause => await PauseAsync(batch, ct),
            BatchCommand.Resume => await ResumeAsync(batch, id, ct),
            _ => await CancelAsync(batch, ct),
        };
        if (!isChanged)
        {
            return command switch
            {
                BatchCommand.Pause => BulkErrors.NotRunning,
                BatchCommand.Resume => BulkErrors.NotPaused,
                _ => BulkErrors.Ended,
            };
        }

        audit.Add(command switch
        {
            BatchCommand.Pause => "batch.paused",
            BatchCommand.Resume => "batch.resumed",
            _ => "batch.cancelled",
        }, $"batch: {id}");
        return null;
    }

    private static async Task<bool> PauseAsync(IQueryable<InvitationBatch> batch, CancellationToken ct) =>
        await batch.Where(row => row.Status == InvitationBatchStatus.Queued || row.Status == InvitationBatchStatus.Running).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, InvitationBatchStatus.Paused).SetProperty(row => row.Reason, ByMerchant), ct) == 1;

    // Also for a running batch with a stopped group.
    private async Task<bool> ResumeAsync(IQueryable<InvitationBatch> batch, long id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var groups = db.InvitationBatchGroups.Where(group => group.BatchId == id);
        var isResumed = await batch
            .Where(row => row.Status == InvitationBatchStatus.Paused
                || (row.Status == InvitationBatchStatus.Running && groups.Any(group => group.StoppedAt != null)))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Status, InvitationBatchStatus.Running).SetProperty(row => row.Reason, (string?)null)
                    .SetProperty(row => row.NextMailAt, now).SetProperty(row => row.NextStepAt, now), ct) == 1;
        if (isResumed)
        {
            await groups.ExecuteUpdateAsync(
                set => set.SetProperty(group => group.StoppedAt, (DateTimeOffset?)null).SetProperty(group => group.Reason, (string?)null)
                    .SetProperty(group => group.Tried, 0).SetProperty(group => group.Bounced, 0), ct);
            await PlanRefusedAsync(id, ct);
        }

        return isResumed;
    }

    // What a receiver refused by its policy is mailed once more, unless the invitation ended or was mailed by hand meanwhile.
    private async Task PlanRefusedAsync(long id, CancellationToken ct)
    {
        var refused = db.InvitationBatchRows.Where(row => row.BatchId == id && row.Mail == BatchMailState.Refused);
        await sender.PlanAgainAsync(
            db.Invitations.Where(row => row.BatchId == id && row.Delivery == InvitationDelivery.Bounced && row.AcceptedAt == null
                && row.DeclinedAt == null && row.RevokedAt == null && refused.Any(found => found.CustomerId == row.CustomerId)), ct);
        await refused.ExecuteUpdateAsync(set => set.SetProperty(row => row.Mail, BatchMailState.Waiting), ct);
    }

    private async Task<bool> CancelAsync(IQueryable<InvitationBatch> batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await batch.Where(row => row.Status != InvitationBatchStatus.Completed && row.Status != InvitationBatchStatus.Cancelled)
            .ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, InvitationBatchStatus.Cancelled).SetProperty(row => row.NextStepAt, now), ct) == 1;
    }
}

/// <summary>What a merchant asks of a batch.</summary>
public enum BatchCommand
{
    Pause,
    Resume,
    Cancel,
}
