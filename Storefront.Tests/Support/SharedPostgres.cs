using Microsoft.EntityFrameworkCore;
using Npgsql;
using Storefront.Platform.Persistence.Postgres;

namespace Storefront.Tests.Support;

/// <summary>One PostgreSQL server for all tests of a run that do not stop or fill it: each platform takes a migrated database of its own.</summary>
/// <remarks>A database is a copy of a template: migrations take seconds, a copy a tenth of one. The server flushes nothing, because nobody
/// needs its data after the run.</remarks>
internal static class SharedPostgres
{
    private const string Template = "storefront_template";
    private const int Connections = 600;
    private const string Hurried =
        "-c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c max_wal_size=4GB";

    private static readonly Lazy<PostgresServer> _server = new(Start);

    /// <summary>Whether this run tests the operations on PostgreSQL: <c>STOREFRONT_TEST_STORAGE=PostgreSql</c>.</summary>
    public static bool IsEverywhere { get; } = Environment.GetEnvironmentVariable("STOREFRONT_TEST_STORAGE") switch
    {
        "PostgreSql" => true,
        null or "" or "Sqlite" => false,
        var other => throw new InvalidOperationException($"STOREFRONT_TEST_STORAGE is '{other}'; use Sqlite or PostgreSql."),
    };

    /// <summary>The connection string of a new database with every migration and no row.</summary>
    public static string NewDatabase()
    {
        var connection = _server.Value.NewDatabase();
        Execute(connection, $"CREATE DATABASE {NameOf(connection)} TEMPLATE {Template}");
        return connection;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public static void Drop(string connection) => Execute(connection, $"DROP DATABASE IF EXISTS {NameOf(connection)} WITH (FORCE)");

    private static PostgresServer Start()
    {
        var server = Task.Run(() => PostgresServer.StartAsync(Connections, Hurried)).GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var template = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { Database = Template, Pooling = false }.ConnectionString;
        using var db = new PostgresStorefrontDb(new DbContextOptionsBuilder<PostgresStorefrontDb>().UseNpgsql(template).Options, new());
        db.Database.Migrate();
        return server;
    }

    private static void Execute(string connection, string statement)
    {
        using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" }.ConnectionString);
        server.Open();
        using var command = new NpgsqlCommand(statement, server);
        command.ExecuteNonQuery();
    }

    private static string NameOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;
}
