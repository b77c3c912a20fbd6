using System.Data;
using System.Data.Common;
using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Sessions;

/// <summary>Finds the living session of a secret with its customer, as the rows are now: what every signed-in request begins with.</summary>
/// <remarks>One statement past EF Core, whose context and translation would cost several times as much as the look-up itself (ADR 0021). It
/// sees what is committed, so it belongs outside of transactions. The tenant filter does not reach it: the merchant is part of its condition.</remarks>
public sealed class SessionLookup(NewConnection connect, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly Lazy<SessionRow> _row = new(() =>
    {
        using var scope = scopes.CreateScope();
        return new SessionRow(scope.ServiceProvider.GetRequiredService<StorefrontDb>().Model);
    });

    /// <summary>The living session at the merchant, or null.</summary>
    public Task<Session?> FindAsync(long merchantId, SessionKind kind, string secret, CancellationToken ct) =>
        FindAsync(_row.Value.AtMerchant, kind, secret, merchantId, ct);

    /// <summary>The living session at whatever merchant: for the platform's own hosts, where the bearer names the tenant.</summary>
    public Task<Session?> FindAtAnyMerchantAsync(SessionKind kind, string secret, CancellationToken ct) =>
        FindAsync(_row.Value.Anywhere, kind, secret, merchantId: null, ct);

    private async Task<Session?> FindAsync(string sql, SessionKind kind, string secret, long? merchantId, CancellationToken ct)
    {
        await using var connection = connect();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is made of the model's own names; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        Add(command, SessionRow.Hash, Secret.Hash(secret));
        Add(command, SessionRow.Kind, (int)kind);
        if (merchantId is not null)
        {
            Add(command, SessionRow.Merchant, merchantId.Value);
        }

        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        var session = await reader.ReadAsync(ct) ? _row.Value.Read(reader) : null;
        return session?.IsAliveAt(clock.GetUtcNow()) == true ? session : null;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
