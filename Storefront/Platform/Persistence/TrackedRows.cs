using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Storefront.Platform.Persistence;

/// <summary>A snapshot of what a context tracks, so that work undone in the database is undone in the context too.</summary>
internal sealed class TrackedRows
{
    private readonly Dictionary<object, (EntityState State, PropertyValues Current, PropertyValues Original)> _rows = new(
        ReferenceEqualityComparer.Instance);

    /// <summary>The snapshot of a context that tracked nothing.</summary>
    public static TrackedRows None { get; } = new();

    /// <summary>Stores state and values of every tracked row except added ones, which belong to the following work.</summary>
    public static TrackedRows Of(ChangeTracker tracker)
    {
        var rows = new TrackedRows();

        // EF Core detects changes when it saves, so the current values are stored as they are.
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        foreach (var entry in tracker.Entries().Where(entry => entry.State != EntityState.Added))
        {
            rows._rows.Add(entry.Entity, (entry.State, entry.CurrentValues.Clone(), entry.OriginalValues.Clone()));
        }

        tracker.AutoDetectChangesEnabled = detects;
        return rows;
    }

    /// <summary>Forgets rows tracked since the snapshot, and restores state and values of the others.</summary>
    public void Restore(DbContext db)
    {
        db.ChangeTracker.Clear();
        foreach (var (row, (state, current, original)) in _rows)
        {
            var entry = db.Entry(row);
            entry.State = EntityState.Unchanged;
            entry.CurrentValues.SetValues(current);
            entry.OriginalValues.SetValues(original);
            entry.State = state;
        }
    }
}
