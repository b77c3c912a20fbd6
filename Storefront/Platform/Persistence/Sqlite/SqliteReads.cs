using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Reads on SQLite, over connections that stay open with their statements prepared, because preparing costs several times the
/// look-up.</summary>
/// <remarks>The number of connections is the highest number of simultaneous reads so far.</remarks>
internal sealed class SqliteReads(NewConnection connect) : ICommittedReads, IDisposable
{
    private readonly ConcurrentBag<(SqliteConnection Connection, PreparedStatements Statements)> _idle = [];

    public ValueTask<T?> FirstAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class => ValueTask.FromResult(Read(statements => statements.First(statement, values, read), ct));

    public ValueTask<List<T>> ListAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        ValueTask.FromResult(Read(statements => statements.Query(statement, values, read, null), ct));

    public void Dispose()
    {
        while (_idle.TryTake(out var open))
        {
            Close(open);
        }
    }

    private T Read<T>(Func<PreparedStatements, T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!_idle.TryTake(out var open))
        {
            open = Open();
        }

        try
        {
            var found = work(open.Statements);
            _idle.Add(open);
            return found;
        }
        catch
        {
            Close(open);
            throw;
        }
    }

    private (SqliteConnection Connection, PreparedStatements Statements) Open()
    {
        var connection = (SqliteConnection)connect();
        connection.Open();
        SqlitePragmas.Tell(connection);
        return (connection, new(connection));
    }

    private static void Close((SqliteConnection Connection, PreparedStatements Statements) open)
    {
        open.Statements.Dispose();
        open.Connection.Dispose();
    }
}
