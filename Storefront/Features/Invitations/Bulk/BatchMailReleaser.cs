using Microsoft.EntityFrameworkCore;
using Storefront.Features.Invitations.Suppressions;
using Storefront.Platform.Batches;
using Storefront.Platform.Persistence;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Puts the mails of a batch into the outbox, each when the pace allows it, and none to a stopped group.</summary>
/// <remarks>A link is made with its mail, so its lifetime begins then. Few mails are on their way at once, so that a receiver that begins to
/// refuse gets few more.</remarks>
public sealed class BatchMailReleaser(
    StorefrontDb db, CurrentMerchant currentMerchant, InvitationSender sender, MailBudgets budgets, SuppressionList suppressions, BatchPace pace,
    BatchEnd end, TimeProvider clock)
{
    private const int MostUnderWay = 40;
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UntilAnswered = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UntilTurn = TimeSpan.FromSeconds(30);

    /// <summary>Releases what the pace allows now, and returns when the next may leave.</summary>
    public async Task<DateTimeOffset?> StepAsync(InvitationBatch batch, LeasedBatch leased, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var stopped = await db.InvitationBatchGroups.Where(group => group.BatchId == batch.Id && group.StoppedAt != null).ToListAsync(ct);
        var names = stopped.Select(group => group.Name).ToList();
        var waiting = Of(batch, BatchMailState.Waiting).Where(row => !names.Contains(row.ReceivingGroup!));
        if (!await waiting.AnyAsync(ct))
        {
            return await end.EndAsync(batch, leased, stopped, ct);
        }

        if (Latest(batch.NotBefore, batch.NextMailAt) is { } later && later > now)
        {
            return later;
        }

        var room = MostUnderWay - await Of(batch, BatchMailState.Released).CountAsync(ct);
        if (room <= 0 || await pace.MustWaitAsync(batch, ct))
        {
            return now + (room <= 0 ? UntilAnswered : UntilTurn);
        }

        var interval = await pace.IntervalAsync(batch, ct);
        var cursor = batch.NextMailAt is { } next && next > now - CatchUp ? next : now;
        var due = Math.Min(room, (int)Math.Min(1 + ((now - cursor) / interval), MostUnderWay));
        var ids = await waiting.Where(row => row.NotBefore == null || row.NotBefore <= now).OrderBy(row => row.Id).Take(due)
            .Select(row => row.Id).ToListAsync(ct);
        foreach (var id in ids)
        {
            cursor += interval;
            await ReleaseAsync(batch, leased, id, cursor, ct);
        }

        return ids.Count == 0 ? now + UntilTurn : cursor > now ? cursor : now;
    }

    private async Task ReleaseAsync(InvitationBatch batch, LeasedBatch leased, long id, DateTimeOffset next, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var released = await db.InTransactionAsync<Done>(async () =>
        {
            var now = clock.GetUtcNow();
            var isHeld = await db.Running(leased).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextMailAt, next).SetProperty(row => row.LeasedUntil, now + BatchLeaseStore.Lease), ct) == 1;
            return isHeld ? await MailAsync(batch, id, ct) : BulkErrors.LeaseLost;
        }, ct);
        if (released.Refusal is { Kind: RefusalKind.TooMany } full)
        {
            // Too many mails to this address: the others do not wait for it.
            var later = clock.GetUtcNow() + full.RetryAfter;
            await db.InvitationBatchRows.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NotBefore, later), ct);
        }
    }

    private async Task<Result<Done>> MailAsync(InvitationBatch batch, long id, CancellationToken ct)
    {
        var row = await db.InvitationBatchRows.AsNoTracking()
            .FirstOrDefaultAsync(found => found.Id == id && found.Mail == BatchMailState.Waiting, ct);
        if (row?.CustomerId is not { } customerId || await db.HoldAsync(customerId, ct) is not { } customer)
        {
            return Done.Value;
        }

        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(found => found.CustomerId == customerId, ct);

        // Whoever was mailed by hand, revoked or suppressed meanwhile gets no mail of the batch.
        var isPlanned = invitation is { AcceptedAt: null, DeclinedAt: null, RevokedAt: null } && invitation.ExpiresAt == Invitation.NotMailedYet
            && customer.IsInvitable && !await suppressions.HoldsAsync(customer.NormalizedEmail!, ct);
        if (isPlanned)
        {
            var allowance = budgets.ForBatch(customer);
            if (await budgets.CountAsync([allowance], ct) is { } full)
            {
                return full;
            }

            var merchant = currentMerchant.Merchant;
            var lifetime = LinkLifetime.ForDays(batch.ExpiresInDays ?? merchant.InvitationDays);
            var content = new InvitationContent(
                invitation!.Language, invitation.Message, lifetime, invitation.Firstname, invitation.Lastname, invitation.Metadata,
                OffersUnsubscribe: true);
            await sender.SendPlannedAsync(merchant, customer, content, allowance, ct);
        }

        var state = isPlanned ? BatchMailState.Released : BatchMailState.Ended;
        await db.InvitationBatchRows.Where(found => found.Id == id).ExecuteUpdateAsync(set => set.SetProperty(found => found.Mail, state), ct);
        return Done.Value;
    }

    private IQueryable<InvitationBatchRow> Of(InvitationBatch batch, BatchMailState state) =>
        db.InvitationBatchRows.Where(row => row.BatchId == batch.Id && row.Mail == state);

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
