using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence;

/// <summary>The database on SQLite, where requests that write at the same time share a transaction (<see cref="GroupCommit"/>).</summary>
public sealed class SqliteStorefrontDb(DbContextOptions<SqliteStorefrontDb> options, CurrentMerchant currentMerchant, GroupCommit commits)
    : StorefrontDb(options, currentMerchant)
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;
    private string? _connectionString;
    private readonly List<object> _newRows = [];
    private SharedTransaction? _shared;
    private bool _isJoined;

    /// <summary>From here on everything goes through the given transaction: statements of our own and new rows, and when it is joined for the context too, all the rest.</summary>
    internal void Join(SharedTransaction shared, bool isPlain)
    {
        _shared = shared;
        _isJoined = !isPlain;
        if (_isJoined)
        {
            _connectionString = Database.GetConnectionString();
            Database.SetDbConnection(shared.Transaction.Connection);
            Database.UseTransaction(shared.Transaction);
        }
    }

    /// <summary>From here on everything goes through a connection of its own again.</summary>
    internal void Leave()
    {
        _shared = null;
        _newRows.Clear();
        if (_isJoined)
        {
            Database.UseTransaction(null);
            Database.SetDbConnection(null);

            // Letting a connection go also forgets where the database is.
            Database.SetConnectionString(_connectionString);
        }
    }

    /// <summary>Whatever still runs on this context afterwards has no transaction to write into.</summary>
    public override void Dispose()
    {
        _shared = null;
        base.Dispose();
    }

    public override void Insert<T>(T row)
    {
        GuardTenant(row);
        _newRows.Add(row);
    }

    protected override Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) =>
        commits.RunAsync(this, work, isKept, isPlain: false, ct);

    protected override Task<T> WritePlainlyAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) =>
        commits.RunAsync(this, work, isKept, isPlain: true, ct);

    public override string ByteOrder => "BINARY";

    protected override bool IsInTransaction => _shared is not null || base.IsInTransaction;

    public override Task<List<T>> QueryAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) => _shared is { } shared
        ? Task.FromResult(shared.Statements.Query(statement, values, read, shared.Transaction))
        : base.QueryAsync(statement, values, read, ct);

    public override Task<int> ExecuteAsync(string statement, IReadOnlyList<object?> values, CancellationToken ct) => _shared is { } shared
        ? Task.FromResult(shared.Statements.Execute(statement, values, shared.Transaction))
        : base.ExecuteAsync(statement, values, ct);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var (shared, rows) = TakeNewRows();
        var changes = shared is null || _isJoined ? await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken) : 0;
        shared?.NewRows.Write(rows);
        return changes + rows.Count;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var (shared, rows) = TakeNewRows();
        var changes = shared is null || _isJoined ? base.SaveChanges(acceptAllChangesOnSuccess) : 0;
        shared?.NewRows.Write(rows);
        return changes + rows.Count;
    }

    // Where no transaction is shared, the change tracker writes them with all the rest.
    private (SharedTransaction? Shared, IReadOnlyList<object> Rows) TakeNewRows()
    {
        List<object> rows = [.. _newRows];
        _newRows.Clear();
        if (_shared is { } shared)
        {
            return (shared, rows);
        }

        AddRange(rows);
        return (null, []);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
    }

    protected override bool IsUniqueViolation(DbUpdateException problem) =>
        problem.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint };

    // SQLite has no type for a moment; whole milliseconds compare and sort as numbers.
    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(),
        number => DateTimeOffset.FromUnixTimeMilliseconds(number));
}
