using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Statements prepared once and run repeatedly on a connection that stays open.</summary>
/// <remarks>For small writes, preparing a statement costs as much as running it. The creator owns the connection.</remarks>
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    // Statements with a variable number of parts must not accumulate.
    private const int Most = 200;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>The number of statements run so far.</summary>
    public IReadOnlyCollection<string> Texts => _commands.Keys;

    /// <summary>Runs a statement with its values <c>@p0</c>, <c>@p1</c> … and reads its rows.</summary>
    public List<T> Query<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, SqliteTransaction? transaction)
    {
        using var reader = Command(statement, values, transaction).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Runs a statement and returns how many rows it wrote.</summary>
    public int Execute(string statement, IReadOnlyList<object?> values, SqliteTransaction? transaction) =>
        Command(statement, values, transaction).ExecuteNonQuery();

    /// <summary>Runs a statement and returns its first row, or null.</summary>
    public T? First<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read)
        where T : class
    {
        using var reader = Command(statement, values, null).ExecuteReader(CommandBehavior.SingleRow);
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    private SqliteCommand Command(string statement, IReadOnlyList<object?> values, SqliteTransaction? transaction)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            if (_commands.Count == Most)
            {
                Dispose();
            }

            _commands[statement] = command = New(statement, values.Count);
        }

        command.Transaction = transaction;
        for (var index = 0; index < values.Count; index++)
        {
            command.Parameters[index].Value = StatementValues.ForSqlite(values[index]);
        }

        return command;
    }

    private SqliteCommand New(string statement, int values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the model's names and of constants; every value is a parameter.
        command.CommandText = statement;
#pragma warning restore CA2100
        for (var index = 0; index < values; index++)
        {
            command.Parameters.Add(new() { ParameterName = $"@p{index}" });
        }

        return command;
    }
}
