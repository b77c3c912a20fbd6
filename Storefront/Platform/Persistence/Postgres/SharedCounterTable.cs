using Npgsql;
using NpgsqlTypes;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>Counters per minute that all nodes share, many added to in one statement.</summary>
/// <remarks>The table is unlogged: a crash of the server forgets the running minute, and nothing else. The server's clock ends a minute, so
/// nodes need not agree about the time. It uses one connection of its own, because a crowd that has taken the pool must be counted too. Not
/// safe for parallel callers.</remarks>
public sealed class SharedCounterTable(SingleConnection connection) : IAsyncDisposable
{
    // In the order of the keys, so that two nodes never wait for each other. GivenBack only carries its value to the conflict.
    private const string Adding = """
        INSERT INTO "RequestCounters" AS counter ("Key", "Count", "GivenBack", "EndsAt")
        SELECT key, added, back, now() + interval '1 minute' FROM unnest(@keys, @added, @back) AS entry(key, added, back) ORDER BY key
        ON CONFLICT ("Key") DO UPDATE SET
            "Count" = excluded."Count"
                + CASE WHEN counter."EndsAt" <= now() THEN 0 ELSE GREATEST(0, counter."Count" - excluded."GivenBack") END,
            "EndsAt" = CASE WHEN counter."EndsAt" <= now() THEN excluded."EndsAt" ELSE counter."EndsAt" END
        RETURNING "Key", "Count", EXTRACT(EPOCH FROM "EndsAt" - now())::float8
        """;

    private const string Tidying = """
        DELETE FROM "RequestCounters" WHERE "Key" IN (
            SELECT "Key" FROM "RequestCounters" WHERE "EndsAt" <= now() LIMIT 1000 FOR UPDATE SKIP LOCKED)
        """;

    /// <summary>Adds to each counter, takes back what a running minute was given too much, and returns all of them
    /// afterwards; no two may have the same key.</summary>
    public async Task<IReadOnlyDictionary<Guid, SharedCounter>> AddAsync(IReadOnlyList<CounterAddition> additions, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Adding, await connection.OpenAsync(ct));
        Guid[] keys = [.. additions.Select(addition => addition.Key)];
        int[] added = [.. additions.Select(addition => addition.Added)];
        int[] back = [.. additions.Select(addition => addition.Back)];
        command.Parameters.Add(new("keys", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = keys });
        command.Parameters.Add(new("added", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = added });
        command.Parameters.Add(new("back", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = back });
        var counters = new Dictionary<Guid, SharedCounter>(additions.Count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            counters.Add(reader.GetGuid(0), new(reader.GetInt32(1), TimeSpan.FromSeconds(Math.Max(reader.GetDouble(2), 0))));
        }

        return counters;
    }

    /// <summary>Deletes some counters whose minute is over and returns how many.</summary>
    public async Task<int> TidyAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Tidying, await connection.OpenAsync(ct));
        return await command.ExecuteNonQueryAsync(ct);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>What is added to a counter, and what a running minute gets back.</summary>
public sealed record CounterAddition(Guid Key, int Added, int Back);

/// <summary>A counter and the time until its minute ends.</summary>
public sealed record SharedCounter(int Count, TimeSpan Left);
