using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>A statement that returns nothing, read by SQLite once and carried out past ADO.NET, which looks up every value by its name each time.</summary>
/// <remarks>It runs in whatever transaction its connection is in, and belongs to one thread. It ends before its connection does.</remarks>
internal sealed class BareStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">An open connection.</param>
    /// <param name="text">One statement, its values written <c>?</c>.</param>
    /// <exception cref="SqliteException">SQLite cannot read it.</exception>
    public BareStatement(SqliteConnection connection, string text)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, text, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Sets the value of the next run, and of those after it, at a position counted from 1; written as ADO.NET writes it.</summary>
    /// <exception cref="NotSupportedException">No column of ours is of this type.</exception>
    public void Bind(int position, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, position),
        string text => raw.sqlite3_bind_text(_statement, position, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, position, bytes),
        Guid id => raw.sqlite3_bind_text(_statement, position, id.ToString().ToUpperInvariant()),
        long or int or bool => raw.sqlite3_bind_int64(_statement, position, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be written."),
    });

    /// <summary>Carries the statement out.</summary>
    /// <exception cref="SqliteException">It could not be; what it had begun is undone.</exception>
    public void Run()
    {
        try
        {
            Check(raw.sqlite3_step(_statement));
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _connection);
        }
    }
}
