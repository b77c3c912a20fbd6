using Microsoft.EntityFrameworkCore;
using Npgsql;
using Storefront.Platform.Persistence.Staff;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>Registers PostgreSQL: the context and the committed reads.</summary>
internal static class PostgresRegistration
{
    // As on SQLite: set once, so that no context searches for them.
    private static readonly Lazy<IServiceProvider> _services = new(() => new ServiceCollection().AddEntityFrameworkNpgsql().BuildServiceProvider());

    /// <summary>Registers the provider.</summary>
    /// <exception cref="ArgumentException">The text is not a PostgreSQL connection string.</exception>
    public static void AddPostgres(this IServiceCollection services, string line)
    {
        var connection = new PostgresConnectionString(line);
        services
            .AddDbContext<StorefrontDb, PostgresStorefrontDb>(
                options => options.UseNpgsql(connection.Value)
                    .UseInternalServiceProvider(_services.Value), ServiceLifetime.Scoped, ServiceLifetime.Singleton)
            .AddDbContext<StaffDb, PostgresStaffDb>(
                options => options.UseNpgsql(connection.Value, staff => staff.MigrationsHistoryTable(StaffDb.History))
                    .UseInternalServiceProvider(_services.Value), ServiceLifetime.Scoped, ServiceLifetime.Singleton)
            .AddSingleton<NewConnection>(() => new NpgsqlConnection(connection.Value))
            .AddSingleton<ICommittedReads, PostgresReads>()
            .AddSingleton(new WriterLock(oneAtATime: false))
            .AddSingleton(_ => new SharedCounterTable(new(connection, "counters")))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<NodeConnection>(provider, new SingleConnection(connection, "node")))
            .AddSingleton<ILeadership>(provider => provider.GetRequiredService<NodeConnection>())
            .AddHostedService(provider => provider.GetRequiredService<NodeConnection>());
    }
}
