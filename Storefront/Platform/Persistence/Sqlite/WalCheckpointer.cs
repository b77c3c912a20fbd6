using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Checkpoints SQLite's write-ahead log on a connection of its own; a checkpoint by the writer would stop every waiting write (ADR
/// 0017).</summary>
/// <remarks>A passive checkpoint waits for nobody, and nobody waits for it. The writer's own (<c>wal_autocheckpoint</c>) still runs, finds
/// little to do, and restarts the log.</remarks>
public sealed class WalCheckpointer(NewConnection connect, ILogger<WalCheckpointer> log) : IDisposable
{
    private const int PagesAtOnce = 500;
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);
    private readonly AutoResetEvent _due = new(false);
    private Thread? _thread;
    private int _begunAt;
    private volatile bool _isStopping;

    /// <summary>Starts a checkpoint soon if the connection has written much since the last one; returns at once. Called by one thread, with
    /// one connection.</summary>
    public void Wrote(SqliteConnection connection)
    {
        _ = SQLitePCL.raw.sqlite3_db_status(connection.Handle, PagesWritten, out var written, out _, 0);
        if (Math.Abs(written - _begunAt) >= PagesAtOnce)
        {
            _begunAt = written;
            _thread ??= Start();
            _due.Set();
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _due.Set();
        _thread?.Join(LongestStop);
        _due.Dispose();
    }

    private Thread Start()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "log write-back" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        while (_due.WaitOne() && !_isStopping)
        {
            try
            {
                WriteBack();
            }
            catch (SqliteException problem)
            {
                log.LogWarning("Writing the database's log back is put off: {Problem}", problem.SqliteErrorCode);
            }
        }
    }

    private void WriteBack()
    {
        using var connection = connect();
        connection.Open();
        SqlitePragmas.Tell(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
    }
}
