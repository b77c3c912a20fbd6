using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>PostgreSQL as the rest of the program sees it: the context and committed reads.</summary>
internal static class PostgresRegistration
{
    // As on SQLite: told once, so that no context looks for them.
    private static readonly Lazy<IServiceProvider> _services = new(() => new ServiceCollection().AddEntityFrameworkNpgsql().BuildServiceProvider());

    /// <summary>Registers the provider.</summary>
    /// <exception cref="ArgumentException">The line is no connection string of PostgreSQL.</exception>
    public static void AddPostgres(this IServiceCollection services, string line)
    {
        var connection = new NpgsqlConnectionStringBuilder(line).ConnectionString;
        services
            .AddDbContext<StorefrontDb, PostgresStorefrontDb>(
                options => options.UseNpgsql(connection).UseInternalServiceProvider(_services.Value), ServiceLifetime.Scoped, ServiceLifetime.Singleton)
            .AddSingleton<NewConnection>(() => new NpgsqlConnection(connection))
            .AddSingleton<ICommittedReads, PostgresReads>()
            .AddSingleton(new WriterLock(oneAtATime: false));
    }
}
