using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Load;

/// <summary>Multiplies rows that a program wrote itself, directly in SQLite. Every column that the copy does not name is the original's, so
/// it stays right when a table grows.</summary>
internal sealed class Seed : IDisposable
{
    private static readonly string[] Beginnings =
    [
        "jan", "ja", "jo", "an", "al", "be", "bo", "ca", "ch", "da", "el", "em", "fa", "fr", "ga", "ha", "he", "il", "in", "ka", "ke", "la", "lu",
        "ma", "me", "mi", "na", "ni", "ol", "pa", "pe", "ra", "ro", "sa", "so", "ta", "th", "ul", "va", "wi", "xa", "ya", "ze",
    ];

    private static readonly string[] Endings = ["", "na", "ra", "ko", "lin", "mar", "nes", "tor", "vin", "sko", "bert", "dolf"];
    private readonly SqliteConnection _connection;

    public Seed(string file)
    {
        _connection = new($"Data Source={file};Pooling=False;Default Timeout=30");
        _connection.Open();
        _connection.CreateFunction("sha256", (string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text)), isDeterministic: true);
        _connection.CreateFunction("new_id", () => Guid.CreateVersion7().ToString().ToUpperInvariant());
        _connection.CreateFunction("listed_first", (long number) => Name(number), isDeterministic: true);
        _connection.CreateFunction("listed_last", (long number) => $"{Name(number * 31)}sen", isDeterministic: true);
        Run("PRAGMA cache_size=-200000");
    }

    // Five hundred names, as evenly spread over the letters as names are.
    private static string Name(long number) => $"{Beginnings[number % Beginnings.Length]}{Endings[number / Beginnings.Length % Endings.Length]}";

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
