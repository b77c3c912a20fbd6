using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Load;

/// <summary>The limits of the machine: hashing on all cores, SQLite commits by one writer, an empty page.</summary>
internal static class RawLimits
{
    /// <summary>PBKDF2-HMAC-SHA512 on every core.</summary>
    public static async Task<Round> HashAsync(int rounds, TimeSpan time)
    {
        var (cpu, start, salt) = (Server.OwnCpu, Stopwatch.GetTimestamp(), RandomNumberGenerator.GetBytes(16));
        var parts = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() =>
        {
            var micros = new List<int>();
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                var begun = Stopwatch.GetTimestamp();
                Rfc2898DeriveBytes.Pbkdf2("correct-horse-battery-staple"u8, salt, rounds, HashAlgorithmName.SHA512, 32);
                micros.Add((int)Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
            }

            return micros;
        })));
        int[] all = [.. parts.SelectMany(part => part).Order()];
        return new(all.Length, 0, Stopwatch.GetElapsedTime(start).TotalSeconds, all, Server.OwnCpu - cpu, Compiling: 0);
    }

    /// <summary>Durable rows by one writer, so many per commit (WAL, synchronous FULL).</summary>
    public static Round Commit(string file, int together, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(
            connection,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS Rows (Id INTEGER PRIMARY KEY, Text TEXT NOT NULL)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Rows (Text) VALUES ($text)";
        insert.Parameters.AddWithValue("$text", new string('x', 300));
        var (micros, cpu, start) = (new List<int>(), Server.OwnCpu, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var begun = Stopwatch.GetTimestamp();
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = 0; row < together; row++)
            {
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            micros.AddRange(Enumerable.Repeat((int)Stopwatch.GetElapsedTime(begun).TotalMicroseconds, together));
        }

        int[] all = [.. micros.Order()];
        return new(all.Length, 0, Stopwatch.GetElapsedTime(start).TotalSeconds, all, Server.OwnCpu - cpu, Compiling: 0);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // This tool's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
