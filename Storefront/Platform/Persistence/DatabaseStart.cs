using Microsoft.EntityFrameworkCore;

namespace Storefront.Platform.Persistence;

/// <summary>Brings the database into the state the program needs, and refuses to go on without it.</summary>
public sealed class DatabaseStart(StorefrontDb db, WriteGate gate)
{
    /// <summary>Applies what is missing and tells how many migrations that were.</summary>
    public async Task<int> MigrateAsync(CancellationToken ct)
    {
        using var turn = await gate.EnterAsync(ct);
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
        if (pending > 0)
        {
            await db.Database.MigrateAsync(ct);
        }

        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
        }

        return pending;
    }

    /// <summary>Throws with a sentence for the operator when the database is behind the program or SQLite does not keep its promises.</summary>
    public async Task CheckAsync(CancellationToken ct)
    {
        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            throw new StartRefusedException("The database is behind this version. Run the command: database migrate");
        }

        if (db.Database.IsSqlite())
        {
            await CheckPragmaAsync("journal_mode", "wal", ct);
            await CheckPragmaAsync("synchronous", "2", ct);
            await CheckPragmaAsync("foreign_keys", "1", ct);
            await CheckPragmaAsync("secure_delete", "1", ct);
        }
    }

    private async Task CheckPragmaAsync(string name, string expected, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + name;
        var actual = Convert.ToString(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
        await db.Database.CloseConnectionAsync();
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException($"SQLite runs with {name}={actual}; the promises about durability and erasure need {expected}.");
        }
    }
}

/// <summary>The program will not start like this; the message tells the operator why and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
