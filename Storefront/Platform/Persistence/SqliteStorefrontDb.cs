using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
    private SharedTransaction? _shared;

    /// <summary>From here on everything goes through the given transaction.</summary>
    internal void Join(SharedTransaction shared)
    {
        _shared = shared;
        _connectionString = Database.GetConnectionString();
        Database.SetDbConnection(shared.Transaction.Connection);
        Database.UseTransaction(shared.Transaction);
    }

    /// <summary>From here on everything goes through a connection of its own again.</summary>
    internal void Leave()
    {
        _shared = null;
        Database.UseTransaction(null);
        Database.SetDbConnection(null);

        // Letting a connection go also forgets where the database is.
        Database.SetConnectionString(_connectionString);
    }

    protected override Task<T> WriteAsync<T>(Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct) => commits.RunAsync(this, work, isKept, ct);

    public override string ByteOrder => "BINARY";

    public override Task<List<T>> QueryAsync<T>(string statement, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken ct) => _shared is { } shared
        ? Task.FromResult(shared.Statements.Query(statement, values, read, shared.Transaction))
        : base.QueryAsync(statement, values, read, ct);

    protected override async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken ct)
    {
        List<EntityEntry> changes = [.. ChangeTracker.Entries().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached))];
        if (_shared is not { } shared || !shared.NewRows.CanWrite(changes))
        {
            return await base.SaveDetectedAsync(acceptAllChangesOnSuccess, ct);
        }

        shared.WriteTogether(changes);
        if (acceptAllChangesOnSuccess)
        {
            ChangeTracker.AcceptAllChanges();
        }

        return changes.Count;
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
