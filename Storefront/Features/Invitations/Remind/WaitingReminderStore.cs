using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Erasure;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Remind;

/// <summary>Takes a customer out of a reminder batch, and ends the batch when nobody is left in it.</summary>
/// <remarks>Part of the caller's transaction, in which the customer is locked. A reminder has had its turn when it was mailed or left out,
/// and when its recipient accepted, got another address or was erased.</remarks>
public sealed class WaitingReminderStore(StorefrontDb db, TimeProvider clock) : IErasureHandler
{
    public Task HandleAsync(Customer customer, CancellationToken ct) => LeaveAsync(customer.Id, ct);

    public async Task LeaveAsync(long customerId, CancellationToken ct)
    {
        var invitation = db.Invitations.Where(row => row.CustomerId == customerId);
        if (await invitation.Select(row => row.ReminderBatchId).FirstOrDefaultAsync(ct) is not { } batchId)
        {
            return;
        }

        await invitation.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReminderBatchId, (long?)null), ct);
        await db.InvitationBatches.Where(row => row.Id == batchId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Done, row => row.Done + 1), ct);
        await ReminderRules.CompleteAsync(db, batchId, clock.GetUtcNow(), ct);
    }
}
