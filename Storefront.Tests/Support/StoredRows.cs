using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Storefront.Tests.Support;

/// <summary>Reads the database without the application: every row, and on SQLite every byte of its files.</summary>
public static class StoredRows
{
    private const string SqliteTables = "SELECT name FROM sqlite_master WHERE type = 'table'";
    private const string PostgresTables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    // Attempt counters and the key ring belong to nobody; a time of last use is not a change.
    private static readonly string[] TablesLeftOut = [
        "AttemptCounters", "RequestCounters", "DataProtectionKeys", "__EFMigrationsHistory", "__EFMigrationsLock", "sqlite_sequence"
    ];
    private static readonly string[] ColumnsLeftOut = ["LastSeenAt", "LastUsedAt", "OpenedAt"];

    // That a page was shown is written down, and is no change to the invitation either.
    private static readonly string[] RowsLeftOut = ["Kind=Opened"];
    private static readonly string[] Endings = ["", "-wal", "-shm"];

    /// <summary>Every row of every merchant as one line each.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this TestPlatform platform)
    {
        _ = platform.Services;
        await using var connection = await OpenAsync(platform);
        var tables = await ReadAsync(connection, connection is SqliteConnection ? SqliteTables : PostgresTables, row => row.GetString(0));
        var rows = new List<string>();
        foreach (var table in tables.Except(TablesLeftOut).Order(StringComparer.Ordinal))
        {
            var lines = await ReadAsync(connection, $"SELECT * FROM \"{table}\" ORDER BY 1", row => Line(table, row));
            rows.AddRange(lines.Where(line => !RowsLeftOut.Any(line.Contains))
                .Select(line => line.Replace("Delivery=Opened", "Delivery=Sent", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        return rows;
    }

    /// <summary>Runs work that must leave every row as it was: no row more or less, no mail, no link, no session.</summary>
    public static async Task<T> UnchangedAsync<T>(this TestPlatform platform, Func<Task<T>> work)
    {
        var before = await platform.RowsAsync();
        var result = await work();
        Assert.Equal(before, await platform.RowsAsync());
        return result;
    }

    /// <summary>Whether a text is anywhere in the database's files, in a row or in its remains; on PostgreSQL, in a row.</summary>
    public static bool FilesHold(this TestPlatform platform, string text) => platform.IsPostgres
        ? platform.RowsAsync().GetAwaiter().GetResult().Any(row => row.Contains(text, StringComparison.Ordinal))
        : platform.FilesHold(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether bytes are anywhere in the database's files.</summary>
    public static bool FilesHold(this TestPlatform platform, byte[] bytes) =>
        Endings.Select(ending => platform.DatabaseFile + ending).Where(File.Exists).Any(file => Read(file).AsSpan().IndexOf(bytes) >= 0);

    /// <summary>The result of a query, without the application: the first column of every row.</summary>
    public static async Task<IReadOnlyList<object>> ReadAsync(this TestPlatform platform, string query)
    {
        await using var connection = await OpenAsync(platform);
        return await ReadAsync(connection, query, row => row.GetValue(0));
    }

    private static async Task<DbConnection> OpenAsync(TestPlatform platform)
    {
        DbConnection connection = platform.IsPostgres
            ? new NpgsqlConnection(platform.Connection)
            : new SqliteConnection($"Data Source={platform.DatabaseFile};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        return connection;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static async Task<List<T>> ReadAsync<T>(DbConnection connection, string query, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string Line(string table, DbDataReader row) => table + ": " + string.Join(", ", Enumerable.Range(0, row.FieldCount)
        .Where(column => !ColumnsLeftOut.Contains(row.GetName(column)))
        .Select(column => $"{row.GetName(column)}={Value(row.GetValue(column))}"));

    private static string Value(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
