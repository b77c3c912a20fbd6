using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>Refuses, before anything is written, tracked changes that no code may make.</summary>
internal static class WriteGuards
{
    /// <summary>Fails when a tracked change concerns another merchant's row, or a row that is only ever added.</summary>
    /// <remarks>Rows without a merchant, such as keys, can be written where none is set.</remarks>
    /// <exception cref="InvalidOperationException">The change is forbidden. Nothing was written.</exception>
    public static void Check(ChangeTracker tracker, CurrentMerchant merchant)
    {
        foreach (var entry in tracker.Entries<ITenantOwned>().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            Check(entry.Metadata.ClrType, entry.Entity.MerchantId, merchant);
            Check(entry.Metadata.ClrType, entry.OriginalValues.GetValue<long>(nameof(ITenantOwned.MerchantId)), merchant);
        }

        // Customers go by the erasure plan alone, which deals with everything of theirs; what happened, and what an erasure did, is only ever added to.
        if (tracker.Entries().FirstOrDefault(entry => (entry.Entity, entry.State) is
            (Customer, EntityState.Deleted) or (AuditEntry or DeletionReceipt, EntityState.Modified or EntityState.Deleted)) is { } forbidden)
        {
            throw new InvalidOperationException($"A {forbidden.Metadata.ClrType.Name} was about to be {forbidden.State}.");
        }
    }

    /// <summary>Tells that a row was changed after it had been inserted without tracking.</summary>
    public static InvalidOperationException ChangedAfterInsert(Type row) => new($"A {row.Name} was changed after Insert had written it; use Add.");

    /// <summary>Fails when a row is another merchant's.</summary>
    public static void Check(Type row, long ownerId, CurrentMerchant merchant)
    {
        if (ownerId != merchant.Id)
        {
            throw new InvalidOperationException($"A {row.Name} of another merchant was about to be written.");
        }
    }
}
