using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>The database on SQLite, where simultaneous writes share a transaction (<see cref="GroupCommit"/>).</summary>
public sealed class SqliteStorefrontDb(
    DbContextOptions<SqliteStorefrontDb> options, CurrentMerchant currentMerchant, GroupCommit commits, WriterLock writerLock)
    : StorefrontDb(options, currentMerchant)
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;
    private readonly List<object> _newRows = [];
    private readonly List<(object Row, object?[] Values)> _written = [];
    private bool _isSetUp;

    /// <summary>The shared transaction this context takes part in; null outside one.</summary>
    internal SharedTransaction? Shared { get; private set; }

    /// <summary>Whether a write now already holds the writer lock.</summary>
    internal bool HasTurn { get; private set; }

    public override string ByteOrder => "BINARY";

    protected override bool IsInTransaction => Shared is not null;

    protected override bool IsTracking => _isSetUp;

    protected override bool HasUnsavedRows => _newRows.Count > 0 || (_isSetUp && base.HasUnsavedRows);

    /// <summary>Joins the shared transaction: EF Core, statements and new rows alike.</summary>
    internal void Join(SharedTransaction shared) => (Shared, HasTurn) = (shared, true);

    /// <summary>Leaves the shared transaction and forgets unsaved rows.</summary>
    internal void Leave()
    {
        (Shared, HasTurn) = (null, false);
        _newRows.Clear();
        _written.Clear();
    }

    /// <summary>Leaves work that still runs on this context without a transaction to write into.</summary>
    public override void Dispose()
    {
        Shared = null;
        base.Dispose();
    }

    public override void Insert<T>(T row)
    {
        GuardTenant(row);
        _newRows.Add(row);
    }

    internal override Task<List<T>> QueryStatementAsync<T>(
        string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        Shared is { } shared
            ? Task.FromResult(shared.Statements.Query(statement, values, read, shared.Transaction))
            : base.QueryStatementAsync(statement, values, read, ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = HasTurn ? null : await writerLock.EnterAsync(cancellationToken);
        var save = BeginSave();
        try
        {
            var changes = _isSetUp ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken) : 0;
            return changes + Write(save);
        }
        catch
        {
            Undo(save);
            throw;
        }
        finally
        {
            End(save);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var turn = HasTurn ? null : writerLock.Enter();
        var save = BeginSave();
        try
        {
            var changes = _isSetUp ? base.SaveChanges(acceptAllChangesOnSuccess) : 0;
            return changes + Write(save);
        }
        catch
        {
            Undo(save);
            throw;
        }
        finally
        {
            End(save);
        }
    }

    // EF Core calls this once, when a context is first used: until then nothing can be tracked.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => _isSetUp = true;

    protected override Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) =>
        commits.RunAsync(this, work, isKept, ct);

    private protected override Task<int> RunStatementAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) =>
        Shared is { } shared
        ? Task.FromResult(shared.Statements.Execute(statement, values, shared.Transaction))
        : base.RunStatementAsync(statement, values, ct);

    protected override Task<T> InTurnAsync<T>(Func<Task<T>> statement, CancellationToken ct) =>
        IsInTransaction ? statement() : WriteAsync(statement, _ => true, ct);

    private protected override void CheckInsertedRows()
    {
        if (Shared is null)
        {
            base.CheckInsertedRows();
        }
        else if (_written.Find(written => !written.Values.SequenceEqual(Shared.NewRows.ValuesOf(written.Row))).Row is { } changed)
        {
            throw WriteGuards.ChangedAfterInsert(changed.GetType());
        }
    }

    private protected override IEnumerable<object> RowsOf(DbUpdateException problem) =>
        problem is NewRowException { Row: var row } ? [row] : base.RowsOf(problem);

    private protected override void Forget(TrackedRows since)
    {
        _newRows.Clear();
        if (_isSetUp)
        {
            base.Forget(since);
        }
    }

    // A row that another row's navigation brought into the change tracker is saved there. Outside a shared transaction all rows are.
    private List<object> TakeNewRows()
    {
        List<object> rows = [.. _newRows];
        _newRows.Clear();
        if (Shared is null)
        {
            AddRange(rows);
            return [];
        }

        if (_isSetUp && rows.Count > 0)
        {
            var tracked = ChangeTracker.Entries().Select(entry => entry.Entity).ToHashSet(ReferenceEqualityComparer.Instance);
            rows.RemoveAll(tracked.Contains);
        }

        return rows;
    }

    // One savepoint for tracked and new rows together, so that a failed save is undone as a whole.
    private (SharedTransaction? Shared, List<object> Rows) BeginSave()
    {
        var rows = TakeNewRows();
        HasTurn = true;
        if (_isSetUp)
        {
            Database.AutoSavepointsEnabled = Shared is null;
        }

        Shared?.Begin(SharedTransaction.Save);
        return (Shared, rows);
    }

    private int Write((SharedTransaction? Shared, List<object> Rows) save)
    {
        if (save.Shared is { } shared)
        {
            shared.NewRows.Write(save.Rows, shared.Transaction);
            _written.AddRange(save.Rows.Where(row => row is not IImmutableRow).Select(row => (row, shared.NewRows.ValuesOf(row))));
        }

        return save.Rows.Count;
    }

    // Rows that could not be saved stay unsaved, as tracked rows do.
    private void Undo((SharedTransaction? Shared, List<object> Rows) save)
    {
        save.Shared?.Undo(SharedTransaction.Save);
        _newRows.InsertRange(0, save.Rows);
    }

    private void End((SharedTransaction? Shared, List<object> Rows) save)
    {
        save.Shared?.End(SharedTransaction.Save);
        HasTurn = Shared is not null;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    protected override bool IsUniqueViolation(DbUpdateException problem) =>
        problem.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };
}
