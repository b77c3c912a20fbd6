using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Opens every SQLite connection durable (FULL), with foreign keys, and overwriting what is deleted.</summary>
/// <remarks>SQLite keeps what a connection was told for as long as it lives, and the pool hands the same ones out again and again: each is
/// told once, because telling costs as much as a small query.</remarks>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    // What a savepoint would undo is remembered in memory: on disk it costs more than the write itself, and would be one more place that holds personal data.
    private const string Pragmas = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-512;";
    private static readonly ConditionalWeakTable<object, string> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

    /// <summary>Tells an open connection what every connection of a context is told.</summary>
    public static void Tell(DbConnection connection)
    {
        if (IsNew(connection, out var handle))
        {
            using var command = Command(connection);
            command.ExecuteNonQuery();
            Told.AddOrUpdate(handle, Pragmas);
        }
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsNew(connection, out var handle))
        {
            await using var command = Command(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            Told.AddOrUpdate(handle, Pragmas);
        }
    }

    private static bool IsNew(DbConnection connection, out object handle) => !Told.TryGetValue(handle = ((SqliteConnection)connection).Handle!, out _);

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        return command;
    }
}
