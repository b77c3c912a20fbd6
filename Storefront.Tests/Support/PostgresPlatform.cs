using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests.Support;

/// <summary>A test platform on PostgreSQL; started only where the server is installed, because its tests are skipped elsewhere.</summary>
public sealed class PostgresPlatform : IAsyncLifetime
{
    private readonly List<string> _databases = [];
    private TestPlatform? _platform;

    public TestPlatform Platform => _platform ?? throw new InvalidOperationException("PostgreSQL is not installed on this machine.");

    /// <summary>The application on a new database of a server.</summary>
    public static TestPlatform On(PostgresServer server, Action<IServiceCollection>? change = null) => On(server.NewDatabase(), change);

    /// <summary>A second application, with a database of its own.</summary>
    public TestPlatform NewPlatform(Action<IServiceCollection> change)
    {
        _databases.Add(SharedPostgres.NewDatabase());
        return On(_databases[^1], change);
    }

    /// <summary>A second process of the same application, on the same database.</summary>
    public TestPlatform NewNode() => new() { Settings = new(_platform!.Settings) };

    public Task InitializeAsync()
    {
        if (RequiresProgramFactAttribute.PathOf("initdb") is not null)
        {
            _platform = NewPlatform(_ => { });

            // The factory starts the application lazily, and more than once when many callers come first.
            _ = _platform.Services;
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_platform is not null)
        {
            await _platform.DisposeAsync();
        }

        _databases.ForEach(SharedPostgres.Drop);
    }

    private static TestPlatform On(string database, Action<IServiceCollection>? change) => new()
    {
        Settings = { ["Storage:Provider"] = "PostgreSql", ["ConnectionStrings:Storefront"] = database },
        Change = change ?? (_ => { }),
    };
}
