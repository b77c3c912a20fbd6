using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Storefront.Platform.Persistence;

/// <summary>Tells temporary storage faults from faults of the program, and names each by its error code.</summary>
public static class StorageFault
{
    /// <summary>When a client may try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // SQLite's primary result codes: aborted with its transaction, busy, locked, out of memory, read-only, input or output, full, cannot
    // open, locking protocol.
    private static readonly HashSet<int> PassingOnSqlite = [4, 5, 6, 7, 8, 10, 13, 14, 15];

    // PostgreSQL's classes: connection, insufficient resources, operator intervention. Then single codes: serialization, deadlock, lock not
    // available, read-only (a standby, or a full disk's guard), input or output.
    private static readonly string[] PassingOnPostgres = ["08", "53", "57", "40001", "40P01", "55P03", "25006", "58030"];

    /// <summary>Whether a later attempt may succeed: the database is locked, full, out of connections, read-only or restarting.</summary>
    public static bool IsPassing(Exception problem) => Find(problem) switch
    {
        SqliteException fault => PassingOnSqlite.Contains(fault.SqliteErrorCode),
        PostgresException fault => Array.Exists(PassingOnPostgres, code => fault.SqlState.StartsWith(code, StringComparison.Ordinal)),
        NpgsqlException fault => fault.IsTransient,
        _ => false,
    };

    /// <summary>The problem in a form for logs: its type and the database's error code, never a message.</summary>
    public static string NameOf(Exception problem) => Find(problem) switch
    {
        SqliteException fault => $"{problem.GetType().Name} (SQLite {fault.SqliteErrorCode}/{fault.SqliteExtendedErrorCode})",
        { SqlState: { } state } => $"{problem.GetType().Name} (SqlState {state})",
        { } fault => $"{problem.GetType().Name} ({fault.GetType().Name}, {fault.InnerException?.GetType().Name ?? "no answer"})",
        null => problem.GetType().Name,
    };

    private static DbException? Find(Exception? problem)
    {
        while (problem is not (null or DbException))
        {
            problem = problem.InnerException;
        }

        return (DbException?)problem;
    }
}
