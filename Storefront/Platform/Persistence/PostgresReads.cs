using System.Data;
using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>Reads on PostgreSQL, over the connections of the pool.</summary>
internal sealed class PostgresReads(NewConnection connect) : ICommittedReads
{
    public async ValueTask<T?> FirstAsync<T>(string statement, IReadOnlyList<object> values, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class
    {
        await using var connection = connect();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the model's names and of conditions that are constants; every value is a parameter.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.AddValues(values);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return await reader.ReadAsync(ct) ? read(reader) : null;
    }
}
