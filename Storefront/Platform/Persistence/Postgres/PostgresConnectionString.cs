using Npgsql;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>The connection string with a pool that fits the server: at most the connections that it allows this role, so that a request
/// waits instead of failing.</summary>
/// <remarks>The server is asked once, at the first use. A <c>Maximum Pool Size</c> of the operator is used as it is: only the operator
/// knows how many programs share the server.</remarks>
internal sealed class PostgresConnectionString
{
    // More connections do not make a server with a few cores faster; two nodes of this size fit the server's default.
    private const int Most = 40;
    private const int Least = 2;

    // Outside the pool: the counters of requests, and the node's own connection.
    private const int Others = 2;
    private const string Maintenance = "postgres";

    // The role's connections, less those reserved for superusers, and less a tenth for other programs.
    private const string Slots = """
        SELECT LEAST(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                - COALESCE(current_setting('reserved_connections', true)::int, 0),
            (SELECT NULLIF(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
            (SELECT NULLIF(datconnlimit, -1) FROM pg_database WHERE datname = current_database())) * 9 / 10
        """;

    private readonly Lazy<string> _value;

    /// <exception cref="ArgumentException">The text is not a PostgreSQL connection string.</exception>
    public PostgresConnectionString(string line)
    {
        var builder = new NpgsqlConnectionStringBuilder(line);
        var isChosen = builder.ShouldSerialize("Maximum Pool Size");
        _value = new(() => isChosen ? builder.ConnectionString : Fit(builder));
    }

    public string Value => _value.Value;

    private static string Fit(NpgsqlConnectionStringBuilder builder)
    {
        var slots = Ask(builder, builder.Database) ?? Ask(builder, Maintenance) ?? Most;
        return new NpgsqlConnectionStringBuilder(builder.ConnectionString) { MaxPoolSize = Math.Clamp(slots - Others, Least, Most) }.ConnectionString;
    }

    // Null when this database does not answer, because it does not exist yet or the server is down; the start reports it.
    private static int? Ask(NpgsqlConnectionStringBuilder builder, string? database)
    {
        try
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(builder.ConnectionString)
            {
                Database = database,
                Pooling = false
            }.ConnectionString);
            connection.Open();
            using var command = new NpgsqlCommand(Slots, connection);
            return (int)command.ExecuteScalar()!;
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
