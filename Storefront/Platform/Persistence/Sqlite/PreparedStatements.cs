using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Statements that SQLite has read once and carries out again and again on a connection that stays open.</summary>
/// <remarks>For small writes, reading the statement costs as much as carrying it out. The connection belongs to whoever made this.</remarks>
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    // A few statements are made of a number of parts; they must not pile up.
    private const int Most = 200;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>What was carried out so far.</summary>
    public IReadOnlyCollection<string> Texts => _commands.Keys;

    /// <summary>Carries out a statement with its values <c>@p0</c>, <c>@p1</c> … and reads what it returns.</summary>
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

    /// <summary>Carries out a statement and tells how many rows it wrote.</summary>
    public int Execute(string statement, IReadOnlyList<object?> values, SqliteTransaction? transaction) => Command(statement, values, transaction).ExecuteNonQuery();

    /// <summary>Carries out a statement and reads the first row it returns, or answers null.</summary>
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
