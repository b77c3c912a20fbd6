using System.Globalization;
using Microsoft.Data.Sqlite;
using Storefront.Platform.Results;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Copies an SQLite database while it is written, verifies a copy, and puts one in the place of the database.</summary>
/// <remarks>A copy is complete or absent: it gets its name once it is verified and on the disk. <c>VACUUM INTO</c> reads one moment and copies
/// no remains of deleted rows.</remarks>
public sealed class SqliteBackup(NewConnection connect)
{
    private const string Unfinished = ".unfinished";
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>The database's file; null on PostgreSQL.</summary>
    public string? DatabaseFile => connect() is SqliteConnection connection ? PathOf(connection) : null;

    /// <summary>Writes a verified copy to a new file.</summary>
    /// <exception cref="StartRefusedException">The database is not SQLite, the file exists or cannot be written, or the copy is damaged.</exception>
    public async Task WriteAsync(string file, CancellationToken ct)
    {
        await using var connection = Open();
        if (File.Exists(file))
        {
            throw new StartRefusedException($"'{file}' exists; a backup replaces no file.");
        }

        var unfinished = file + Unfinished;
        File.Delete(unfinished);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, "VACUUM INTO @file", ("@file", unfinished), ct);
        SetOwnersOnly(unfinished);
        await VerifyAsync(unfinished, ct);
        Flush(unfinished);
        File.Move(unfinished, file);
    }

    /// <summary>Reads every page and reference of a copy.</summary>
    /// <exception cref="StartRefusedException">The file is missing, damaged, or no database of this program.</exception>
    public static async Task VerifyAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            throw new StartRefusedException($"There is no file '{file}'.");
        }

        await using var copy = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            await copy.OpenAsync(ct);
            var problems = await ListAsync(copy, "PRAGMA integrity_check", ct);
            var references = await ListAsync(copy, "PRAGMA foreign_key_check", ct);
            if (problems is not ["ok"] || references.Count > 0)
            {
                throw new StartRefusedException($"'{file}' is damaged: {problems.Concat(references).First()}.");
            }

            _ = await ListAsync(copy, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"", ct);
        }
        catch (SqliteException problem)
        {
            throw new StartRefusedException($"'{file}' is no backup of this program: {problem.Message}");
        }
    }

    /// <summary>Puts a verified copy in the place of the database, which no other program may use, and returns where the former one
    /// is.</summary>
    /// <exception cref="StartRefusedException">The copy is damaged, or another program uses the database.</exception>
    public async Task<string?> RestoreAsync(string file, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = Open();
        var database = PathOf(connection);
        await VerifyAsync(file, ct);
        string? former = null;
        if (File.Exists(database))
        {
            await CheckUnusedAsync(database, ct);
            former = string.Create(CultureInfo.InvariantCulture, $"{database}.before-{now:yyyyMMdd'T'HHmmss'Z'}");
        }

        var unfinished = database + Unfinished;
        File.Copy(file, unfinished, overwrite: true);
        SetOwnersOnly(unfinished);
        Flush(unfinished);
        foreach (var part in Parts.Where(part => former is not null && File.Exists(database + part)))
        {
            File.Move(database + part, former + part);
        }

        File.Move(unfinished, database);
        return former;
    }

    // Leaving the write-ahead log needs the file for oneself.
    private static async Task CheckUnusedAsync(string database, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            if (await ListAsync(connection, "PRAGMA journal_mode=DELETE", ct) is ["delete"])
            {
                return;
            }
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            // Refused below.
        }

        throw new StartRefusedException($"Another program uses '{database}': stop the web server first.");
    }

    private SqliteConnection Open() => connect() as SqliteConnection
        ?? throw new StartRefusedException("On PostgreSQL, pg_dump and pg_restore do this; docs/operating.md says how.");

    private static string PathOf(SqliteConnection connection) => new SqliteConnectionStringBuilder(connection.ConnectionString).DataSource;

    private static async Task ExecuteAsync(SqliteConnection connection, string statement, (string Name, object Value) value, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants; the value is a parameter.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.Parameters.AddWithValue(value.Name, value.Value);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<string>> ListAsync(SqliteConnection connection, string statement, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants.
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ListAsync(row => Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!, ct);
    }

    private static void SetOwnersOnly(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
