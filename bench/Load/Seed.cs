using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Load;

/// <summary>Multiplies rows that a program wrote itself, directly in SQLite. Every column that the copy does not name is the original's, so
/// it stays right when a table grows.</summary>
internal sealed class Seed : IDisposable
{
    private readonly SqliteConnection _connection;

    public Seed(string file)
    {
        _connection = new($"Data Source={file};Pooling=False;Default Timeout=30");
        _connection.Open();
        _connection.CreateFunction("sha256", (string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text)), isDeterministic: true);
        _connection.CreateFunction("new_id", () => Guid.CreateVersion7().ToString().ToUpperInvariant());
        Run("PRAGMA cache_size=-200000");
    }

    public long Number(string sql) => Convert.ToInt64(Command(sql).ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);

    public void Run(string sql) => Command(sql).ExecuteNonQuery();

    public IEnumerable<string> Texts(string sql)
    {
        using var reader = Command(sql).ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetString(0);
        }
    }

    /// <summary>Runs everything in one transaction, without waiting for the disk.</summary>
    public void Fast(Action work)
    {
        Run("PRAGMA synchronous=OFF");
        Run("BEGIN IMMEDIATE");
        work();
        Run("COMMIT");
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
        Run("PRAGMA optimize");
    }

    /// <summary>Copies the row of the condition so many times; <c>i</c> in an expression counts from 0, <c>t</c> is the original.</summary>
    public void Copy(string table, string where, int count, params (string Column, string Value)[] with)
    {
        var named = with.ToDictionary(pair => pair.Column, pair => pair.Value);
        List<string> columns =
            [.. Texts($"SELECT name FROM pragma_table_info('{table}')").Where(column => column != "Id" || named.ContainsKey(column))];
        var values = columns.Select(column => named.GetValueOrDefault(column, $"t.\"{column}\""));
        Run($"""
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1})
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
            SELECT {string.Join(", ", values)} FROM n, "{table}" t WHERE {where}
            """);
    }

    public void Dispose() => _connection.Dispose();

#pragma warning disable CA2100 // The statements are this tool's own words about its own database.
    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
#pragma warning restore CA2100
}
