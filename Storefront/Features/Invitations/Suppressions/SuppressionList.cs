using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tenancy;

namespace Storefront.Features.Invitations.Suppressions;

/// <summary>The addresses that a merchant's invitations do not go to.</summary>
public sealed class SuppressionList(StorefrontDb db, UntrackedLookup rows, AddressHasher hasher, CurrentMerchant currentMerchant, TimeProvider clock)
{
    /// <summary>Whether an address is suppressed, as committed now.</summary>
    public async Task<bool> HoldsAsync(string canonical, CancellationToken ct) =>
        await rows.FindSuppressionAsync(currentMerchant.Id, hasher.Hash(currentMerchant.Id, canonical), ct) is not null;

    /// <summary>The row of an address, if there is one.</summary>
    public IQueryable<Suppression> Of(string canonical)
    {
        var hash = hasher.Hash(currentMerchant.Id, canonical);
        return db.Suppressions.AsNoTracking().Where(row => row.Hash == hash);
    }

    /// <summary>Puts an address here as part of the caller's transaction; one that is here keeps its reason, unless its owner declines.</summary>
    public async Task AddAsync(EmailAddress address, SuppressionReason reason, CancellationToken ct)
    {
        if (await Of(address.Canonical).AnyAsync(ct))
        {
            await DeclineAsync(address, reason, ct);
            return;
        }

        var row = new Suppression
        {
            MerchantId = currentMerchant.Id,
            Hash = hasher.Hash(currentMerchant.Id, address.Canonical),
            Masked = address.Masked,
            Reason = reason,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Suppressions.Add(row);
        if (!await db.TrySaveAsync(ct))
        {
            // Another caller was first.
            db.Entry(row).State = EntityState.Detached;
            await DeclineAsync(address, reason, ct);
        }
    }

    /// <summary>Removes an address, for these reasons or for any.</summary>
    public Task<int> RemoveAsync(string canonical, CancellationToken ct, params SuppressionReason[] reasons) =>
        Of(canonical).Where(row => reasons.Length == 0 || reasons.Contains(row.Reason)).ExecuteDeleteAsync(ct);

    private Task DeclineAsync(EmailAddress address, SuppressionReason reason, CancellationToken ct) => reason == SuppressionReason.Declined
        ? Of(address.Canonical).ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, reason), ct) : Task.CompletedTask;
}
