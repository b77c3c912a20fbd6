#pragma warning disable EF1001 // See GroupCommitConnection.
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Registers SQLite: the context, the committed reads, and the group commit (ADR 0017).</summary>
internal static class SqliteRegistration
{
    private const int LongestWaitSeconds = 5;

    // EF Core's own services, built once: without them, each context searches for the services that fit its options (ADR 0021).
    private static readonly Lazy<IServiceProvider> _services = new(() => new ServiceCollection()
        .AddEntityFrameworkSqlite().AddScoped<ISqliteRelationalConnection, GroupCommitConnection>().BuildServiceProvider());

    /// <summary>Registers the provider and creates the folder of the database file, which SQLite does not do.</summary>
    /// <exception cref="ArgumentException">The text is not an SQLite connection string.</exception>
    public static void AddSqlite(this IServiceCollection services, string line)
    {
        var connection = Prepare(line);
        services
            .AddDbContext<StorefrontDb, SqliteStorefrontDb>(
                (provider, options) => options.UseSqlite(connection).UseInternalServiceProvider(_services.Value)
                    .AddInterceptors(new SqlitePragmas(), new WriterTurnInterceptor(provider.GetRequiredService<WriterLock>())),
                ServiceLifetime.Scoped,
                ServiceLifetime.Singleton)
            .AddSingleton<NewConnection>(() => new SqliteConnection(connection))
            .AddSingleton<ICommittedReads, SqliteReads>()
            .AddSingleton(new WriterLock(oneAtATime: true))
            .AddSingleton<GroupCommit>()
            .AddSingleton<WalCheckpointer>();
    }

    private static string Prepare(string line)
    {
        var builder = new SqliteConnectionStringBuilder(line);
        if (builder.Mode != SqliteOpenMode.Memory && Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        builder.DefaultTimeout = Math.Min(builder.DefaultTimeout, LongestWaitSeconds);
        return builder.ConnectionString;
    }
}
