using Npgsql;
using Storefront.Platform.Logging;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>Holds a connection while the node runs: it hears at once of merchants that any program changed, and one node's connection holds
/// the lead.</summary>
/// <remarks>Triggers notify, so a change by a command or by hand is heard too. The lead is an advisory lock of the session, which the server
/// frees with it. While the connection is down, caches live for their own two seconds (ADR 0051).</remarks>
internal sealed class NodeConnection(
    SingleConnection connection, IEnumerable<IMerchantCache> caches, TimeProvider clock, ILogger<NodeConnection> log)
    : BackgroundService, ILeadership
{
    /// <summary>The channel on which the triggers notify.</summary>
    public const string Channel = "storefront_merchants";

    // Any number that no other program on this database uses.
    private const long Lead = 0x53746F7265;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly RepeatedWarning _deaf = new(
        log, clock, "Changes of other nodes are seen after two seconds, because the node's connection to the database is down");

    private volatile bool _isLeader;
    private volatile bool _isListening;

    public bool IsLeader => _isLeader;

    /// <summary>Whether changes are heard at this moment.</summary>
    public bool IsListening => _isListening;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                _deaf.Count();
                log.LogDebug("The node's connection failed: {Problem}", StorageFault.NameOf(problem));
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }

            (_isLeader, _isListening) = (false, false);
            await connection.DisposeAsync();
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var server = await connection.OpenAsync(ct);
        server.Notification += (_, _) => Forget();
        await ExecuteAsync(server, $"LISTEN {Channel}", ct);

        // What was changed before this connection listened.
        Forget();
        _isListening = true;
        while (true)
        {
            if (!_isLeader)
            {
                _isLeader = await ExecuteAsync(server, $"SELECT pg_try_advisory_lock({Lead})", ct) is true;
            }

            await server.WaitAsync(AskAgain, ct);
        }
    }

    private void Forget()
    {
        foreach (var cache in caches)
        {
            cache.Forget();
        }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection server, string statement, CancellationToken ct)
    {
#pragma warning disable CA2100 // Made of constants.
        await using var command = new NpgsqlCommand(statement, server);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(ct);
    }
}
