using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Storefront.Platform.Persistence.Postgres;
using Storefront.Platform.Persistence.Sqlite;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;

namespace Storefront.Platform.Persistence;

/// <summary>Brings the database into the state that the program needs, or refuses to start.</summary>
/// <remarks>The check needs no context, because building EF Core's model would double the time of a start (ADR 0027).</remarks>
public sealed class DatabaseStart(NewConnection connect, IServiceProvider services)
{
    private StorefrontDb Db => services.GetRequiredService<StorefrontDb>();
    private StaffDb Staff => services.GetRequiredService<StaffDb>();

    /// <summary>Applies missing migrations and returns how many.</summary>
    public async Task<int> MigrateAsync(CancellationToken ct)
    {
        await using (var connection = connect())
        {
            if (connection is SqliteConnection file)
            {
                SqliteFile.Make(file);
            }
        }

        var pending = (await Db.Database.GetPendingMigrationsAsync(ct)).Count();
        if (pending > 0)
        {
            await Db.Database.MigrateAsync(ct);
            await FoldedNames.FillAsync(Db, ct);
        }

        var pendingOfStaff = (await Staff.Database.GetPendingMigrationsAsync(ct)).Count();
        if (pendingOfStaff > 0)
        {
            await Staff.Database.MigrateAsync(ct);
        }

        if (Db.Database.IsSqlite())
        {
            await Db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
        }

        return pending + pendingOfStaff;
    }

    /// <summary>Throws with a line for the operator when the database is behind the program or SQLite lacks a required setting.</summary>
    public async Task CheckAsync(CancellationToken ct)
    {
        await using var connection = connect();
        if (!await HasEveryMigrationAsync(connection, ct)
            && ((await Db.Database.GetPendingMigrationsAsync(ct)).Any() || (await Staff.Database.GetPendingMigrationsAsync(ct)).Any()))
        {
            throw new StartRefusedException("The database is behind this version. Run the command: database migrate");
        }

        if (connection is SqliteConnection file)
        {
            await connection.OpenAsync(ct);
            SqliteFile.Close(file);
            SqlitePragmas.Tell(connection);
            await CheckPragmaAsync(connection, "journal_mode", "wal", ct);
            await CheckPragmaAsync(connection, "synchronous", "2", ct);
            await CheckPragmaAsync(connection, "foreign_keys", "1", ct);
            await CheckPragmaAsync(connection, "secure_delete", "1", ct);
        }
    }

    // When the answer is no, EF Core is asked again: it knows all the ways in which a database can be missing.
    private static async Task<bool> HasEveryMigrationAsync(DbConnection connection, CancellationToken ct)
    {
        if (connection is SqliteConnection && !File.Exists(connection.DataSource))
        {
            // Opening would create an empty file.
            return false;
        }

        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT "MigrationId" FROM "__EFMigrationsHistory" UNION ALL SELECT "MigrationId" FROM "{StaffDb.History}"
                """;
            await using var reader = await command.ExecuteReaderAsync(ct);
            var applied = new HashSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(ct))
            {
                applied.Add(reader.GetString(0));
            }

            Type[] contexts = connection is SqliteConnection
                ? [typeof(SqliteStorefrontDb), typeof(SqliteStaffDb)] : [typeof(PostgresStorefrontDb), typeof(PostgresStaffDb)];
            return contexts.SelectMany(MigrationsOf).All(applied.Contains);
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static IEnumerable<string> MigrationsOf(Type context) => context.Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    private static async Task CheckPragmaAsync(DbConnection connection, string name, string expected, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + name;
        var actual = Convert.ToString(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException($"SQLite runs with {name}={actual}; the promises about durability and erasure need {expected}.");
        }
    }
}
