using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Batches;

/// <summary>Leases batches to one dispatcher each. A dead process's batches are free within a minute; each step of a running one renews its
/// lease.</summary>
public sealed class BatchLeaseStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(50);

    /// <summary>Leases the batches that are due and returns them, the longest waiting first.</summary>
    public async Task<IReadOnlyList<LeasedBatch>> TakeDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        var now = clock.GetUtcNow();
        var due = await EveryMerchants(db).Where(batch => batch.NextStepAt <= now && (batch.LeasedUntil == null || batch.LeasedUntil <= now))
            .OrderBy(batch => batch.NextStepAt).Select(batch => new { batch.Id, batch.MerchantId, batch.Kind }).ToListAsync(ct);
        var taken = new List<LeasedBatch>();
        foreach (var found in due)
        {
            var lease = Guid.CreateVersion7();
            if (await EveryMerchants(db).Where(batch => batch.Id == found.Id && (batch.LeasedUntil == null || batch.LeasedUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Lease, lease).SetProperty(batch => batch.LeasedUntil, now + Lease), ct)
                    == 1)
            {
                taken.Add(new(found.Id, found.MerchantId, found.Kind, lease));
            }
        }

        return taken;
    }

    /// <summary>Gives the batch back until its next step. A pause, resume or cancel that came meanwhile has set an earlier time, which
    /// stays.</summary>
    public async Task FreeAsync(LeasedBatch leased, DateTimeOffset began, DateTimeOffset? next, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        await EveryMerchants(db).Where(batch => batch.Id == leased.Id && batch.Lease == leased.Lease)
            .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeasedUntil, (DateTimeOffset?)null)
                .SetProperty(batch => batch.NextStepAt, batch => batch.NextStepAt > began ? batch.NextStepAt : next), ct);
    }

    /// <summary>Frees what a killed former run left leased; only for SQLite, which has this one dispatcher.</summary>
    public async Task FreeFormerRunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (db.Database.IsSqlite())
        {
            await EveryMerchants(db).Where(batch => batch.LeasedUntil != null)
                .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeasedUntil, (DateTimeOffset?)null), ct);
        }
    }

    private static IQueryable<InvitationBatch> EveryMerchants(StorefrontDb db) =>
        db.InvitationBatches.IgnoreQueryFilters([StorefrontDb.TenantFilter]);
}
