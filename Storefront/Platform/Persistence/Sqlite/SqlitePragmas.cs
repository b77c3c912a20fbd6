using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Configures every SQLite connection: durable commits (FULL), foreign keys, and overwriting of deleted data.</summary>
/// <remarks>SQLite keeps a connection's settings for its lifetime, and the pool reuses connections. So each is configured once, because
/// that costs as much as a small query.</remarks>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    // The undo data of savepoints stays in memory: on disk it costs more than the write itself, and would be one more file with personal
    // data.
    private const string Pragmas =
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000; PRAGMA temp_store=MEMORY; PRAGMA "
            + "wal_autocheckpoint=4000; PRAGMA cache_size=-512;";
    private static readonly ConditionalWeakTable<object, string> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

    /// <summary>Applies the settings of every context's connection to an open one.</summary>
    public static void Tell(DbConnection connection)
    {
        if (IsNew(connection, out var handle))
        {
            using var command = Command(connection);
            command.ExecuteNonQuery();
            Told.AddOrUpdate(handle, Pragmas);
        }
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsNew(connection, out var handle))
        {
            await using var command = Command(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            Told.AddOrUpdate(handle, Pragmas);
        }
    }

    private static bool IsNew(DbConnection connection, out object handle) =>
        !Told.TryGetValue(handle = ((SqliteConnection)connection).Handle!, out _);

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        return command;
    }
}
