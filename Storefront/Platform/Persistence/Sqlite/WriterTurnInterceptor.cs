using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Storefront.Platform.Persistence.Staff;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Makes a statement that EF Core runs outside a transaction wait for the writer lock: <c>ExecuteUpdate</c>, <c>ExecuteDelete</c>,
/// SQL.</summary>
/// <remarks>Otherwise it would collide with the group commit inside SQLite and wait for the file lock.</remarks>
internal sealed class WriterTurnInterceptor(WriterLock writerLock) : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (HasTurn(command, eventData))
        {
            return result;
        }

        using var turn = writerLock.Enter();
        return InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery());
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (HasTurn(command, eventData))
        {
            return result;
        }

        using var turn = await writerLock.EnterAsync(cancellationToken);
        return InterceptionResult<int>.SuppressWithResult(await command.ExecuteNonQueryAsync(cancellationToken));
    }

    private static bool HasTurn(DbCommand command, CommandEventData eventData) =>
        command.Transaction is not null || eventData.Context is SqliteStorefrontDb { HasTurn: true } or StaffDb { HasTurn: true };
}
