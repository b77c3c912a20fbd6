#pragma warning disable EF1001 // See GroupCommitConnection.
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Storefront.Platform.Persistence.Staff;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Registers SQLite: the context, the committed reads, and the group commit (ADR 0017).</summary>
internal static class SqliteRegistration
{
    private const int LongestWaitSeconds = 5;

    // An in-memory database, a URI, and the library's own folder placeholder.
    private static readonly string[] NoPaths = [":memory:", "file:", "|DataDirectory|"];

    // EF Core's own services, built once: without them, each context searches for the services that fit its options (ADR 0021).
    private static readonly Lazy<IServiceProvider> _services = new(() => new ServiceCollection()
        .AddEntityFrameworkSqlite().AddScoped<ISqliteRelationalConnection, GroupCommitConnection>().BuildServiceProvider());

    /// <summary>Registers the provider; <paramref name="resolve"/> makes the file's relative path absolute.</summary>
    /// <exception cref="ArgumentException">The text is not an SQLite connection string.</exception>
    public static void AddSqlite(this IServiceCollection services, string line, Func<string, string> resolve)
    {
        var connection = Prepare(line, resolve);
        services
            .AddDbContext<StorefrontDb, SqliteStorefrontDb>(
                (provider, options) => options.UseSqlite(connection).UseInternalServiceProvider(_services.Value)
                    .AddInterceptors(new SqlitePragmas(), new WriterTurnInterceptor(provider.GetRequiredService<WriterLock>())),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton)
            .AddDbContext<StaffDb, SqliteStaffDb>(
                (provider, options) => options
                    .UseSqlite(connection, staff => staff.MigrationsHistoryTable(StaffDb.History)).UseInternalServiceProvider(_services.Value)
                    .AddInterceptors(new SqlitePragmas(), new WriterTurnInterceptor(provider.GetRequiredService<WriterLock>())),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton)
            .AddSingleton<NewConnection>(() => new SqliteConnection(connection))
            .AddSingleton<ICommittedReads, SqliteReads>()
            .AddSingleton(new WriterLock(oneAtATime: true))
            .AddSingleton<ILeadership, SoleLeadership>()
            .AddSingleton<GroupCommit>()
            .AddSingleton<WalCheckpointer>();
    }

    private static string Prepare(string line, Func<string, string> resolve)
    {
        var builder = new SqliteConnectionStringBuilder(line);
        if (builder.DataSource.Length == 0)
        {
            throw new ArgumentException("The line names no file.", nameof(line));
        }

        if (builder.Mode != SqliteOpenMode.Memory
            && !Array.Exists(NoPaths, begin => builder.DataSource.StartsWith(begin, StringComparison.OrdinalIgnoreCase)))
        {
            builder.DataSource = resolve(builder.DataSource);
        }

        builder.DefaultTimeout = Math.Min(builder.DefaultTimeout, LongestWaitSeconds);
        return builder.ConnectionString;
    }
}
