using System.Data;
using Npgsql;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>One connection outside the pool, opened when it is first needed and again after a fault.</summary>
/// <remarks>A server that does not answer is given up after seconds, and the server gives up a machine that has vanished as fast, so that its
/// locks are free.</remarks>
public sealed class SingleConnection : IAsyncDisposable
{
    private const int Patience = 3;
    private const string Vanishing = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    private readonly Lazy<string> _line;
    private NpgsqlConnection? _connection;

    internal SingleConnection(PostgresConnectionString line, string purpose) => _line = new(() =>
    {
        var builder = new NpgsqlConnectionStringBuilder(line.Value)
        {
            Pooling = false,
            Timeout = Patience,
            CommandTimeout = Patience,
            KeepAlive = 10,
        };
        builder.ApplicationName = $"{builder.ApplicationName ?? "storefront"} {purpose}";
        builder.Options = $"{builder.Options} {Vanishing}".Trim();
        return builder.ConnectionString;
    });

    /// <summary>The open connection.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        if (_connection is { State: ConnectionState.Open } open)
        {
            return open;
        }

        await DisposeAsync();
        _connection = new(_line.Value);
        await _connection.OpenAsync(ct);
        return _connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
