using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>EF Core's connection to SQLite: the writer's connection while the context takes part in a group commit, otherwise a pooled
/// one.</summary>
/// <remarks>It switches when EF Core asks for the connection, so work that does not use EF Core costs nothing extra (ADR 0017).</remarks>
#pragma warning disable EF1001 // EF Core names no public type for this; the idiom tests show at once when an update changes it.
internal sealed class GroupCommitConnection(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> log)
    : SqliteRelationalConnection(dependencies, commands, log)
#pragma warning restore EF1001
{
    private (SharedTransaction Shared, IDbContextTransaction AsEfSeesIt)? _joined;

    public override DbConnection DbConnection
    {
        get => Shared?.Transaction.Connection ?? base.DbConnection;
#pragma warning disable CS8765 // The base class takes null where its own getter never gives it.
        set => base.DbConnection = value;
#pragma warning restore CS8765
    }

    public override IDbContextTransaction? CurrentTransaction
    {
        get => Shared is { } shared ? Join(shared) : base.CurrentTransaction;
        protected set => base.CurrentTransaction = value;
    }

    private SharedTransaction? Shared => (Dependencies.CurrentContext.Context as SqliteStorefrontDb)?.Shared;

    // Only the writer opens and closes its connection.
    public override bool Open(bool errorsExpected = false) => Shared is null && base.Open(errorsExpected);

    public override Task<bool> OpenAsync(CancellationToken cancellationToken, bool errorsExpected = false) =>
        Shared is null ? base.OpenAsync(cancellationToken, errorsExpected) : Task.FromResult(false);

    public override bool Close() => Shared is null && base.Close();

    public override Task<bool> CloseAsync() => Shared is null ? base.CloseAsync() : Task.FromResult(false);

    private IDbContextTransaction Join(SharedTransaction shared)
    {
        if (_joined?.Shared != shared)
        {
            _joined = (shared, Dependencies.RelationalTransactionFactory.Create(
                this, shared.Transaction, Guid.CreateVersion7(), Dependencies.TransactionLogger, transactionOwned: false));
        }

        return _joined.Value.AsEfSeesIt;
    }
}
