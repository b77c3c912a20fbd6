namespace Storefront.Tests.Support;

/// <summary>Two programs on one PostgreSQL database, as behind a load balancer.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly string _database = SharedPostgres.NewDatabase();

    /// <summary>Two programs with these settings.</summary>
    public TwoNodes(params (string Key, string Value)[] settings)
    {
        (First, Second) = (NewNode(settings), NewNode(settings));

        // The first creates the demo shops.
        _ = First.Services;
        _ = Second.Services;
    }

    public TestPlatform First { get; }

    public TestPlatform Second { get; }

    public string Database => _database;

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        SharedPostgres.Drop(_database);
    }

    private TestPlatform NewNode((string Key, string Value)[] settings)
    {
        var node = new TestPlatform
        {
            Settings = { ["Storage:Provider"] = "PostgreSql", ["ConnectionStrings:Storefront"] = _database },
        };
        foreach (var (key, value) in settings)
        {
            node.Settings[key] = value;
        }

        return node;
    }
}
