using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Remind;

/// <summary>Mails again whoever was invited and has not come: a batch of resends, at most three to a person ever and one in seven days.</summary>
/// <remarks>Declined and bounced invitations, and those nothing was mailed for, are left out. Each reminder waits in the outbox and is judged anew
/// when its turn comes; what the merchant's budget does not allow waits longer. In steps, so that other writers get their turn.</remarks>
public sealed class RemindInvitations(StorefrontDb db, MailOutbox outbox, AuditTrail audit, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.InviteCustomers;

    private const int Step = 500;

    public async Task<Result<InvitationBatch>> RunAsync(Caller caller, RemindInvitationsRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (ReminderRules.Check(request, out var wanted) is { } unfit)
        {
            return unfit;
        }

        if (caller.Merchant.PrimaryHost is null)
        {
            return InvitationErrors.NoHost;
        }

        var batch = new InvitationBatch
        {
            MerchantId = caller.Merchant.Id,
            Kind = InvitationBatchKind.Reminder,
            Status = InvitationBatchStatus.Queued,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(batch);
        await db.SaveChangesAsync(ct);
        var total = 0;
        for (var count = Step; count == Step && total < wanted.Limit; total += count)
        {
            var most = Math.Min(Step, wanted.Limit - total);
            count = (await db.InTransactionAsync<int>(async () => await AskAsync(batch.Id, wanted, most, ct), ct)).Value;
        }

        return await db.InTransactionAsync<InvitationBatch>(async () => await StartAsync(batch.Id, total, ct), ct);
    }

    private async Task<int> AskAsync(long batchId, ReminderRules wanted, int most, CancellationToken ct)
    {
        var chosen = await wanted.Among(db.Invitations, clock.GetUtcNow()).OrderBy(row => row.Id).Take(most)
            .AsNoTracking().Include(row => row.Customer).ToListAsync(ct);
        var ids = chosen.Select(row => row.Id).ToList();
        await db.Invitations.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReminderBatchId, batchId), ct);
        foreach (var invitation in chosen)
        {
            _ = EmailAddress.Check(invitation.Customer.Email, out var address);
            outbox.AddDeferred(RemindInvitationJob.Name, address, invitation.CustomerId);
        }

        return chosen.Count;
    }

    // Reminders may have had their turn already.
    private async Task<InvitationBatch> StartAsync(long batchId, int total, CancellationToken ct)
    {
        audit.Add("invitations.reminded", $"batch: {batchId}, total: {total}");
        await db.InvitationBatches.Where(row => row.Id == batchId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Total, total).SetProperty(row => row.Status, InvitationBatchStatus.Running), ct);
        await ReminderRules.CompleteAsync(db, batchId, clock.GetUtcNow(), ct);
        return await db.InvitationBatches.AsNoTracking().FirstAsync(row => row.Id == batchId, ct);
    }
}
