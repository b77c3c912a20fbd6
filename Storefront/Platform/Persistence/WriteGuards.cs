using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Refuses tracked changes that no code may make, before anything is written.</summary>
internal static class WriteGuards
{
    /// <summary>Throws when a tracked change concerns another merchant's row or an append-only row.</summary>
    /// <remarks>Rows without a merchant, such as keys, can be written in a scope without one.</remarks>
    /// <exception cref="InvalidOperationException">The change is forbidden. Nothing was written.</exception>
    public static void Check(ChangeTracker tracker, CurrentMerchant merchant)
    {
        foreach (var entry in tracker.Entries<ITenantOwned>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            Check(entry.Metadata.ClrType, entry.Entity.MerchantId, merchant);
            Check(entry.Metadata.ClrType, entry.OriginalValues.GetValue<long>(nameof(ITenantOwned.MerchantId)), merchant);
        }

        // Only the erasure plan deletes customers, because it handles all their rows. Audit entries and receipts are append-only.
        if (tracker.Entries().FirstOrDefault(entry => (entry.Entity, entry.State) is
            (Customer, EntityState.Deleted) or (AuditEntry or DeletionReceipt, EntityState.Modified or EntityState.Deleted)) is { } forbidden)
        {
            throw new InvalidOperationException($"A {forbidden.Metadata.ClrType.Name} was about to be {forbidden.State}.");
        }
    }

    /// <summary>The exception for a row that was changed after it had been inserted without tracking.</summary>
    public static InvalidOperationException ChangedAfterInsert(Type row) => new($"A {row.Name} was changed after Insert had written it; use Add.");

    /// <summary>Throws when a row belongs to another merchant.</summary>
    public static void Check(Type row, long ownerId, CurrentMerchant merchant)
    {
        if (ownerId != merchant.Id)
        {
            throw new InvalidOperationException($"A {row.Name} of another merchant was about to be written.");
        }
    }
}
