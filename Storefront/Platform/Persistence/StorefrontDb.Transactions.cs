using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Results;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Persistence;

/// <summary>The only way to write: a transaction in which everything EF Core offers is stored, and inserts that need no tracking.</summary>
public abstract partial class StorefrontDb
{
    private readonly HashSet<object> _inserted = new(ReferenceEqualityComparer.Instance);
    private readonly List<Action> _afterCommit = [];
    private int _depth;
    private bool _isAround;

    /// <summary>Runs the work in one write transaction: committed when it succeeds, undone when it is refused or throws.</summary>
    /// <remarks>Everything EF Core offers works inside and is stored. Inside another transaction the work joins it, and undoes only its own
    /// part. The undo includes this context: added rows are forgotten, and rows loaded before get their former values. Do slow work
    /// (hashing, rendering) before the call: on SQLite it would delay every other writer.</remarks>
    public Task<Result<T>> InTransactionAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct) =>
        IsInTransaction ? NestedAsync(work, ct) : OutermostAsync(work, ct);

    /// <summary>Runs an action once the outermost transaction is committed. What is undone takes its actions with it.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Like <see cref="InTransactionAsync"/>, around a whole operation, whose own transactions become parts of this one.</summary>
    /// <remarks>Rows that the operation added before its own transaction belong to that transaction, as they do without an outer
    /// one.</remarks>
    public Task<Result<T>> InOuterTransactionAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct) => InTransactionAsync(async () =>
    {
        _isAround = true;
        try
        {
            return await work();
        }
        finally
        {
            _isAround = false;
        }
    }, ct);

    /// <summary>Adds a row that nobody changes after it is saved: the next <c>SaveChanges</c> inserts it, after the tracked rows, and sets
    /// its key.</summary>
    /// <remarks>It costs a fraction of <c>Add</c>, because the row is not tracked. Most such rows are an <see cref="IImmutableRow"/>; for
    /// one of them, a unique collision throws, also in <see cref="TrySaveAsync"/>. For any other row, a change after the insertion throws
    /// at the end of the transaction, on every provider: add such a row with <c>Add</c>. Queries find the row once it is saved.</remarks>
    public virtual void Insert<T>(T row)
        where T : class, ITenantOwned
    {
        Add(row);
        if (row is not IImmutableRow)
        {
            _inserted.Add(row);
        }
    }

    /// <summary>Throws when a row was changed after <see cref="Insert"/> had written it.</summary>
    /// <exception cref="InvalidOperationException">A row was changed, and the change would be lost.</exception>
    private protected virtual void CheckInsertedRows()
    {
        if (_inserted.Count > 0 && ChangeTracker.Entries()
            .FirstOrDefault(entry => entry.State == EntityState.Modified && _inserted.Contains(entry.Entity)) is { } changed)
        {
            throw WriteGuards.ChangedAfterInsert(changed.Metadata.ClrType);
        }
    }

    /// <summary>Stops tracking inserted rows, because their transaction is over.</summary>
    private protected void ForgetInsertedRows()
    {
        foreach (var row in _inserted)
        {
            Entry(row).State = EntityState.Detached;
        }

        _inserted.Clear();
    }

    // Most work has already saved everything.
    private Task SaveRestAsync(CancellationToken ct) => HasUnsavedRows ? SaveChangesAsync(ct) : Task.CompletedTask;

    /// <summary>The rows that caused a failed save.</summary>
    private protected virtual IEnumerable<object> RowsOf(DbUpdateException problem) => problem.Entries.Select(entry => entry.Entity);

    /// <summary>Undoes in the context what is undone in the database.</summary>
    private protected virtual void Forget(TrackedRows since) => since.Restore(this);

    private async Task<Result<T>> OutermostAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct)
    {
        using var span = Activities.StartOperation(work);
        _afterCommit.Clear();
        var result = await WriteAsync(() => UndoneIfRefusedAsync(work, ct), outcome => !outcome.IsRefused, ct);
        _afterCommit.ForEach(action => action());
        _afterCommit.Clear();
        span?.SetTag(Activities.RefusalTag, result.Refusal?.Code);
        return result;
    }

    private async Task<Result<T>> NestedAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct)
    {
        using var span = Activities.StartOperation(work);
        if (!_isAround || _depth > 0)
        {
            // Earlier changes of the outer work must survive the undo of the inner work.
            await SaveChangesAsync(ct);
        }

        var transaction = Database.CurrentTransaction!;
        var name = $"nested_{++_depth}";
        await transaction.CreateSavepointAsync(name, ct);
        var isKept = false;
        try
        {
            var result = await UndoneIfRefusedAsync(work, ct);
            isKept = !result.IsRefused;
            return result;
        }
        finally
        {
            await (isKept
                ? transaction.ReleaseSavepointAsync(name, CancellationToken.None)
                : transaction.RollbackToSavepointAsync(name, CancellationToken.None));
            _depth--;
        }
    }

    private async Task<Result<T>> UndoneIfRefusedAsync<T>(Func<Task<Result<T>>> work, CancellationToken ct)
    {
        var before = IsTracking ? TrackedRows.Of(ChangeTracker) : null;
        var actions = _afterCommit.Count;
        var isKept = false;
        try
        {
            var result = await work();
            if (!result.IsRefused)
            {
                CheckInsertedRows();
                await SaveRestAsync(ct);
                isKept = true;
            }

            return result;
        }
        finally
        {
            if (!isKept)
            {
                _afterCommit.RemoveRange(actions, _afterCommit.Count - actions);
                Forget(before ?? TrackedRows.None);
            }
        }
    }
}
