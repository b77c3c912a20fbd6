using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>Leases due mails to one turn of this process. A dead process's mails are free after a minute; a running one keeps its
/// leases.</summary>
public sealed class OutboxLeaseStore(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxLeaseStore> log)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    /// <summary>Leases the merchant's due mails that have waited longest.</summary>
    public async Task<List<OutboxMail>> TakeAsync(long shop, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        var due = Due(db, now).Where(mail => mail.MerchantId == shop);
        var lease = Guid.CreateVersion7();
        var first = await due.OrderBy(mail => mail.NextAttemptAt).Take(BatchSize).Select(mail => mail.Id).ToListAsync(ct);

        // Every row is checked again, because another node may just have leased it. By number, so that no other waiting mail of the
        // merchant is read.
        var leased = first.Count == 0 ? 0 : await Due(db, now).Where(mail => first.Contains(mail.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(mail => mail.Lease, lease).SetProperty(mail => mail.LeasedUntil, now + Lease), ct);
        return leased == 0 ? [] : await EveryMerchants(db).AsNoTracking()
            .Where(mail => first.Contains(mail.Id) && mail.Lease == lease).OrderBy(mail => mail.Id).ToListAsync(ct);
    }

    /// <summary>Runs the work while the batch stays leased, however long that takes.</summary>
    public async Task WhileKeptAsync(List<OutboxMail> batch, Func<Task> work)
    {
        if (batch.Count == 0)
        {
            return;
        }

        using var isDone = new CancellationTokenSource();
        var keeping = KeepAsync([.. batch.Select(mail => mail.Id)], batch[0].Lease, isDone.Token);
        try
        {
            await work();
        }
        finally
        {
            await isDone.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Frees what a killed former run left leased, so that it is sent at once.</summary>
    /// <remarks>Only for SQLite, which has this one dispatcher. With PostgreSQL another node may be sending, and its leases expire by
    /// themselves.</remarks>
    public async Task FreeFormerRunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (db.Database.IsSqlite())
        {
            await EveryMerchants(db).Where(mail => mail.State == OutboxState.Queued && mail.LeasedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeasedUntil, (DateTimeOffset?)null), ct);
        }
    }

    private async Task KeepAsync(long[] ids, Guid? lease, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(RenewEvery, clock, ct);
            try
            {
                await RenewAsync(ids, lease, ct);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // Renewed three more times before the lease ends; an expired lease is not taken back.
                log.LogWarning("Leases of mails could not be renewed: {Problem}", StorageFault.NameOf(problem));
            }
        }
    }

    private async Task RenewAsync(long[] ids, Guid? lease, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        await EveryMerchants(db)
            .Where(mail => ids.Contains(mail.Id) && mail.Lease == lease && mail.LeasedUntil > now && mail.State == OutboxState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.LeasedUntil, now + Lease), ct);
    }

    private static IQueryable<OutboxMail> Due(StorefrontDb db, DateTimeOffset now) => EveryMerchants(db)
        .Where(mail => mail.State == OutboxState.Queued && mail.NextAttemptAt <= now && (mail.LeasedUntil == null || mail.LeasedUntil <= now));

    private static IQueryable<OutboxMail> EveryMerchants(StorefrontDb db) => db.OutboxMails.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
}
