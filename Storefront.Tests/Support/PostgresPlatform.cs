using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests.Support;

/// <summary>A test platform on a PostgreSQL server of its own; started only where the server is installed, because its tests are skipped
/// elsewhere.</summary>
public sealed class PostgresPlatform : IAsyncLifetime
{
    private PostgresServer? _server;
    private TestPlatform? _platform;

    public TestPlatform Platform => _platform ?? throw new InvalidOperationException("PostgreSQL is not installed on this machine.");

    /// <summary>The application on a new database of a server.</summary>
    public static TestPlatform On(PostgresServer server, Action<IServiceCollection>? change = null) => new()
    {
        Settings = { ["Storage:Provider"] = "PostgreSql", ["ConnectionStrings:Storefront"] = server.NewDatabase() },
        Change = change ?? (_ => { }),
    };

    /// <summary>A second application on this server, with a database of its own.</summary>
    public TestPlatform NewPlatform(Action<IServiceCollection> change) => On(_server!, change);

    /// <summary>A second process of the same application, on the same database.</summary>
    public TestPlatform NewNode() => new() { Settings = new(_platform!.Settings) };

    public async Task InitializeAsync()
    {
        if (RequiresProgramFactAttribute.PathOf("initdb") is not null)
        {
            _server = await PostgresServer.StartAsync();
            _platform = On(_server);

            // The factory starts the application lazily, and more than once when many callers come first.
            _ = _platform.Services;
        }
    }

    public async Task DisposeAsync()
    {
        if (_platform is not null)
        {
            await _platform.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
