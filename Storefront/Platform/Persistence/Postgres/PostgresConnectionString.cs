using Npgsql;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>The connection string with a pool that fits the server: no more connections than it has for this role, so that whoever finds none waits instead of failing.</summary>
/// <remarks>The server is asked once, at the first use. A <c>Maximum Pool Size</c> that the operator wrote is taken as it is: only they know how many programs share the server.</remarks>
internal sealed class PostgresConnectionString
{
    // More connections do not make a server of a few cores faster; two nodes of this size fit the server's default.
    private const int Most = 40;
    private const int Least = 2;
    private const string Maintenance = "postgres";

    // What the server gives this role, less what it keeps for superusers, and less a tenth for everybody else.
    private const string Slots = """
        SELECT LEAST(
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - COALESCE(current_setting('reserved_connections', true)::int, 0),
            (SELECT NULLIF(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user),
            (SELECT NULLIF(datconnlimit, -1) FROM pg_database WHERE datname = current_database())) * 9 / 10
        """;

    private readonly Lazy<string> _value;

    /// <exception cref="ArgumentException">The line is no connection string of PostgreSQL.</exception>
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
        return new NpgsqlConnectionStringBuilder(builder.ConnectionString) { MaxPoolSize = Math.Clamp(slots, Least, Most) }.ConnectionString;
    }

    // Null where this database does not answer, because it is not made yet or the server is away; the start will say so.
    private static int? Ask(NpgsqlConnectionStringBuilder builder, string? database)
    {
        try
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Database = database, Pooling = false }.ConnectionString);
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
