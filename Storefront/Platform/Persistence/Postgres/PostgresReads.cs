using System.Data;
using System.Data.Common;

namespace Storefront.Platform.Persistence.Postgres;

/// <summary>Reads on PostgreSQL, over pooled connections.</summary>
internal sealed class PostgresReads(NewConnection connect) : ICommittedReads
{
    public async ValueTask<T?> FirstAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class => await RunAsync(statement, values, async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
            return await reader.ReadAsync(ct) ? read(reader) : null;
        }, ct);

    public async ValueTask<List<T>> ListAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct) =>
        await RunAsync(statement, values, command => command.ListAsync(read, ct), ct);

    private async Task<T> RunAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbCommand, Task<T>> run, CancellationToken ct)
    {
        await using var connection = connect();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.SetStatement(statement, values);
        return await run(command);
    }
}
