#pragma warning disable EF1001 // See GroupCommitConnection.
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Platform.Persistence;

/// <summary>EF Core's own services, put together once for each provider.</summary>
/// <remarks>A context that is not told them looks for those that fit its options, and compares all of these each time (ADR 0021). One set serves the process,
/// like the one EF Core would find: the model is built once for each.</remarks>
internal static class EfProviders
{
    private static readonly Lazy<IServiceProvider> _sqlite = new(() => new ServiceCollection()
        .AddEntityFrameworkSqlite().AddScoped<ISqliteRelationalConnection, GroupCommitConnection>().BuildServiceProvider());
    private static readonly Lazy<IServiceProvider> _postgres = new(() => new ServiceCollection().AddEntityFrameworkNpgsql().BuildServiceProvider());

    public static IServiceProvider Sqlite => _sqlite.Value;
    public static IServiceProvider Postgres => _postgres.Value;
}
