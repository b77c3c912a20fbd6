using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Batches;
using Storefront.Platform.Identity;
using Storefront.Platform.Identity.Imported;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>Makes what is stored for the passwords that came along with a batch's rows, before their transaction: a weak hash costs one of
/// ours.</summary>
public sealed class BatchPasswords(
    StorefrontDb db, PasswordHashing hashing, ImportedPasswordMark mark, BatchRowProtector protector, TimeProvider clock)
{
    /// <summary>The stored form by the row's number; none for a dry run, and none for a row without a hash that can be checked.</summary>
    /// <remarks>Sign-ins go first, so a hash may wait long: the lease is renewed for each.</remarks>
    public async Task<IReadOnlyDictionary<long, string>> HashAsync(InvitationBatch batch, LeasedBatch leased, List<long> ids, CancellationToken ct)
    {
        var hashes = new Dictionary<long, string>();
        if (batch.IsDryRun)
        {
            return hashes;
        }

        foreach (var row in await db.InvitationBatchRows.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(ct))
        {
            var customer = protector.Unprotect(row);
            if (customer.ForeignHash is { } text
                && ImportedPasswordHash.Parse(customer.ForeignHashFormat, text) is { IsRefused: false, Value: { } known })
            {
                var until = clock.GetUtcNow() + BatchLeaseStore.Lease;
                await db.Running(leased).ExecuteUpdateAsync(set => set.SetProperty(found => found.LeasedUntil, until), ct);
                hashes.Add(row.Id, await hashing.ImportAsync(known, ct));
            }
        }

        if (hashes.Count > 0)
        {
            await mark.SetAsync(ct);
        }

        return hashes;
    }
}
