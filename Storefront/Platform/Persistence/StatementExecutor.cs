using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Storefront.Platform.Persistence;

/// <summary>Runs hand-written statements on a context's connection, which is not kept open for them.</summary>
internal static class StatementExecutor
{
    /// <summary>Runs a statement in the context's transaction, if there is one.</summary>
    public static async Task<T> RunAsync<T>(
        this DatabaseFacade database, string statement, IReadOnlyList<object?> values, Func<DbCommand, Task<T>> run, CancellationToken ct)
    {
        await database.OpenConnectionAsync(ct);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.SetStatement(statement, values);
            command.Transaction = database.CurrentTransaction?.GetDbTransaction();
            return await run(command);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    /// <summary>Sets a statement and its values <c>@p0</c>, <c>@p1</c> …</summary>
    public static void SetStatement(this DbCommand command, string statement, IReadOnlyList<object?> values)
    {
#pragma warning disable CA2100 // Made of the model's names and of constants; every value is a parameter.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.AddValues(values);
    }

    /// <summary>Every row of a statement.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
