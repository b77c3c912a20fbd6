using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Erasure;

/// <summary>Erases what is stored about an address under its keyed hash: its bounce, and kept answers that show it.</summary>
/// <remarks>That the mailbox does not exist is about the person. A decline is the person's own wish and outlives the account.</remarks>
public sealed class AddressTraces(StorefrontDb db, CurrentMerchant currentMerchant, AddressHasher hasher)
{
    public async Task EraseAsync(string canonical, CancellationToken ct)
    {
        var hash = hasher.Hash(currentMerchant.Id, canonical);
        await db.Suppressions.Where(row => row.Hash == hash && row.Reason == SuppressionReason.Bounced).ExecuteDeleteAsync(ct);

        // Rows of uploads that name no customer, or were left out, hold the address too.
        await db.InvitationBatchRows.Where(row => row.Hash == hash).ExecuteDeleteAsync(ct);
        await db.IdempotentAnswers.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(ct);
    }
}
