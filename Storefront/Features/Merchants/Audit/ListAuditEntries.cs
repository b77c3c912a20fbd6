using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Merchants.Audit;

/// <summary>Lists a merchant's audit entries, newest first, of all subjects or one; subjects are random numbers.</summary>
public sealed class ListAuditEntries(StorefrontDb db, NamedMerchant named)
{
    public const int Most = 1000;

    public async Task<Result<AuditEntry[]>> RunAsync(ListAuditEntriesRequest request, CancellationToken ct)
    {
        if (request.Take is < 1 or > Most)
        {
            return MerchantErrors.BadTake;
        }

        if (await named.EnterAsync(request.MerchantId, ct) is null)
        {
            return MerchantErrors.Unknown;
        }

        return await db.AuditEntries.AsNoTracking()
            .Where(entry => (request.Subject == null || entry.SubjectId == request.Subject) && (request.Before == null || entry.Id < request.Before))
            .OrderByDescending(entry => entry.Id).Take(request.Take).ToArrayAsync(ct);
    }
}

/// <summary>Which merchant, which subject, how many entries, and before which entry. The last number of a page selects the next
/// page.</summary>
public sealed record ListAuditEntriesRequest(long MerchantId, Guid? Subject, int Take, long? Before);
