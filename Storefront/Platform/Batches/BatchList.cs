using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Batches;

/// <summary>Lists batches of every merchant, for the operator.</summary>
public sealed class BatchList(StorefrontDb db)
{
    private const int Most = 100;

    /// <summary>The newest batches, of one merchant or of all.</summary>
    public Task<List<InvitationBatch>> ReadAsync(long? merchantId, CancellationToken ct) =>
        db.InvitationBatches.IgnoreQueryFilters([StorefrontDb.TenantFilter]).AsNoTracking()
            .Where(batch => merchantId == null || batch.MerchantId == merchantId)
            .OrderByDescending(batch => batch.Id).Take(Most).ToListAsync(ct);
}
