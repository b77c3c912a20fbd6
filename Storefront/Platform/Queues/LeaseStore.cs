using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Queues;

/// <summary>Leases due rows of a queue to one turn of this process. A dead process's rows are free within a minute; a running one keeps its
/// leases.</summary>
public abstract class LeaseStore<TRow>(IServiceScopeFactory scopes, TimeProvider clock, ILogger log)
    where TRow : class, ILeasedRow
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(15);

    /// <summary>Leases the due rows of a queue that have waited longest.</summary>
    public async Task<List<TRow>> TakeAsync(long queue, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        var lease = Guid.CreateVersion7();
        var first = await OfQueue(Due(db, now), queue).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).Take(BatchSize)
            .Select(row => row.Id).ToListAsync(ct);

        // Every row is checked again, because another node may just have leased it. By number, so that no other waiting row of the queue is
        // read.
        var leased = first.Count == 0 ? 0 : await Due(db, now).Where(row => first.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Lease, lease).SetProperty(row => row.LeasedUntil, now + Lease), ct);
        return leased == 0 ? [] : await RowsAtEveryMerchant(db).AsNoTracking()
            .Where(row => first.Contains(row.Id) && row.Lease == lease).OrderBy(row => row.Id).ToListAsync(ct);
    }

    /// <summary>Runs the work while the batch stays leased, however long that takes.</summary>
    public async Task WhileKeptAsync(List<TRow> batch, Func<Task> work)
    {
        if (batch.Count == 0)
        {
            return;
        }

        using var isDone = new CancellationTokenSource();
        var keeping = KeepAsync([.. batch.Select(row => row.Id)], batch[0].Lease, isDone.Token);
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
            await RowsAtEveryMerchant(db).Where(row => row.State == OutboxState.Queued && row.LeasedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null), ct);
        }
    }

    /// <summary>The table, of all merchants.</summary>
    protected abstract IQueryable<TRow> RowsAtEveryMerchant(StorefrontDb db);

    /// <summary>The rows of one queue.</summary>
    protected abstract IQueryable<TRow> OfQueue(IQueryable<TRow> rows, long queue);

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
                log.LogWarning("Leases could not be renewed: {Problem}", StorageFault.NameOf(problem));
            }
        }
    }

    private async Task RenewAsync(long[] ids, Guid? lease, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        await RowsAtEveryMerchant(db)
            .Where(row => ids.Contains(row.Id) && row.Lease == lease && row.LeasedUntil > now && row.State == OutboxState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeasedUntil, now + Lease), ct);
    }

    private IQueryable<TRow> Due(StorefrontDb db, DateTimeOffset now) => RowsAtEveryMerchant(db)
        .Where(row => row.State == OutboxState.Queued && row.NextAttemptAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now));
}
