using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Storefront.Platform.Persistence;

/// <summary>What a context tracks at one moment, so that a work that is undone in the database is undone in the context too.</summary>
internal sealed class TrackedRows
{
    private readonly Dictionary<object, (EntityState State, PropertyValues Current, PropertyValues Original)> _rows = new(ReferenceEqualityComparer.Instance);

    /// <summary>A context that tracked nothing.</summary>
    public static TrackedRows None { get; } = new();

    /// <summary>Remembers state and values of every tracked row but those that are only added: these belong to the work that follows.</summary>
    public static TrackedRows Of(ChangeTracker tracker)
    {
        var rows = new TrackedRows();

        // Whether a row was changed is found out when it is saved; its values are remembered as they are.
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        foreach (var entry in tracker.Entries().Where(entry => entry.State != EntityState.Added))
        {
            rows._rows.Add(entry.Entity, (entry.State, entry.CurrentValues.Clone(), entry.OriginalValues.Clone()));
        }

        tracker.AutoDetectChangesEnabled = detects;
        return rows;
    }

    /// <summary>Forgets rows tracked since, and gives the others their state and values back.</summary>
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
