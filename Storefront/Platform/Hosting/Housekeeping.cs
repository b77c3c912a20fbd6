using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api.Idempotency;
using Storefront.Platform.Erasure;
using Storefront.Platform.Identity;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.RateLimiting;
using Storefront.Platform.Sessions;
using Storefront.Platform.Webhooks;

namespace Storefront.Platform.Hosting;

/// <summary>Deletes expired rows every hour, on the one node that leads: ended counting windows, sessions that ended 30 days ago, devices
/// unused for 400 days, idempotency keys of yesterday, mails sent 90 days ago, webhooks' deliveries of 30 days ago. It also masks orders
/// whose retention term has ended.</summary>
/// <remarks>Each small step takes its own turn, so that nobody waits long for the database.</remarks>
public sealed class Housekeeping(
    IServiceScopeFactory scopes, Retention retention, WalTruncator truncator, IRequestCounterStore counters, ILeadership leadership,
    TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private const int Step = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepDeadSessions = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeepSentMails = TimeSpan.FromDays(90);
    private static readonly TimeSpan KeepDeliveries = WebhookRetrySchedule.Memory;

    /// <summary>Runs once and returns the number of deleted rows.</summary>
    public async Task<int> TidyAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        var endedBefore = now.ToUnixTimeMilliseconds();
        var gone = await DeleteAsync(db, db.AttemptCounters.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(counter => counter.WindowEndsAt <= endedBefore).OrderBy(counter => counter.WindowEndsAt), ct);
        foreach (var idle in SessionLimits.All.Select(limits => limits.Idle).Distinct())
        {
            var deadSince = now - KeepDeadSessions;
            var unusedSince = deadSince - idle;
            gone += await DeleteAsync(db, db.Sessions.IgnoreQueryFilters([StorefrontDb.TenantFilter])
                .Where(session => session.IdleLimit == idle && (session.ExpiresAt <= deadSince || session.LastSeenAt <= unusedSince))
                .OrderBy(session => session.Id), ct);
        }

        var forgottenSince = now - KnownDevices.Memory;
        gone += await DeleteAsync(db, db.KnownDevices.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(device => device.LastSeenAt <= forgottenSince).OrderBy(device => device.LastSeenAt), ct);
        var rememberedSince = now - IdempotencyStore.Memory;
        gone += await DeleteAsync(db, db.IdempotencyClaims.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(claim => claim.CreatedAt <= rememberedSince).OrderBy(claim => claim.CreatedAt), ct);
        var toldBefore = now - KeepDeliveries;
        gone += await DeleteAsync(db, db.WebhookDeliveries.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(delivery => delivery.CreatedAt <= toldBefore && delivery.ReceiptId == null).OrderBy(delivery => delivery.CreatedAt), ct);
        var sentBefore = now - KeepSentMails;
        gone += await TidyBatchesAsync(db, sentBefore, rememberedSince, ct);
        gone += await TidyStaffAsync(scope.ServiceProvider.GetRequiredService<StaffDb>(), now, ct);
        return gone + await DeleteAsync(db, db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter])
            .Where(mail => mail.State == OutboxState.Sent && mail.SentAt <= sentBefore).OrderBy(mail => mail.Id), ct);
    }

    // What became of each row is kept as long as sent mails; an upload that never arrived as a whole was promised to nobody.
    private static async Task<int> TidyBatchesAsync(StorefrontDb db, DateTimeOffset endedBefore, DateTimeOffset begunBefore, CancellationToken ct)
    {
        var batches = db.InvitationBatches.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
        var over = batches.Where(batch => batch.FinishedAt <= endedBefore
            || (batch.Kind == InvitationBatchKind.Invitation && batch.ReceivedAt == null && batch.CreatedAt <= begunBefore))
                .Select(batch => batch.Id);
        return await DeleteAsync(db, db.InvitationBatchRows.IgnoreQueryFilters([StorefrontDb.TenantFilter])
                .Where(row => over.Contains(row.BatchId)).OrderBy(row => row.Id), ct)
            + await DeleteAsync(db, db.InvitationBatchGroups.IgnoreQueryFilters([StorefrontDb.TenantFilter])
                .Where(group => over.Contains(group.BatchId)).OrderBy(group => group.Id), ct);
    }

    private static async Task<int> TidyStaffAsync(StaffDb staff, DateTimeOffset now, CancellationToken ct)
    {
        var endedBefore = now.ToUnixTimeMilliseconds();
        return await staff.Sessions.Where(session => session.ExpiresAt <= now).ExecuteDeleteAsync(ct)
            + await staff.Attempts.Where(counter => counter.WindowEndsAt <= endedBefore).ExecuteDeleteAsync(ct);
    }

    /// <summary>Masks the personal data in orders whose retention term has ended, and returns how many.</summary>
    public async Task<int> MaskAsync(CancellationToken ct)
    {
        var masked = (await retention.RunAsync(isDryRun: false, ct)).Sum(count => count.Count);
        if (masked > 0)
        {
            truncator.Request();
        }

        return masked;
    }

    /// <summary>Deletes and masks what is due when this node leads, and returns whether it does.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (!leadership.IsLeader)
        {
            return false;
        }

        await TidyAsync(ct);
        await MaskAsync(ct);
        while (await counters.TidyAsync(ct) > 0)
        {
            // In small steps, because the counters are written at every request.
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Interval, clock, stoppingToken);
                await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning("Housekeeping is put off by an hour: {Problem}", StorageFault.NameOf(problem));
            }
        }
    }

    private static async Task<int> DeleteAsync<T>(StorefrontDb db, IQueryable<T> rows, CancellationToken ct)
    {
        var total = 0;
        for (var gone = Step; gone == Step; total += gone)
        {
            gone = await rows.Take(Step).ExecuteDeleteAsync(ct);
        }

        return total;
    }
}
