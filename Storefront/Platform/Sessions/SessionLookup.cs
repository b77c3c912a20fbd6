using Storefront.Domain;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Sessions;

/// <summary>Finds the living session of a secret with its customer, as the rows are now: what every signed-in request begins with.</summary>
public sealed class SessionLookup(CommittedRows rows, TimeProvider clock)
{
    private const string OfSecret = """t."Hash" = @p0 AND t."Kind" = @p1""";

    /// <summary>The living session at the merchant, or null.</summary>
    public async Task<Session?> FindAsync(long merchantId, SessionKind kind, string secret, CancellationToken ct) => Alive(await rows.FindAsync<Session>(
        $"""{OfSecret} AND t."MerchantId" = @p2""", [Secret.Hash(secret), (int)kind, merchantId], ct));

    /// <summary>The living session at whatever merchant: for the platform's own hosts, where the bearer names the tenant.</summary>
    public async Task<Session?> FindAtAnyMerchantAsync(SessionKind kind, string secret, CancellationToken ct) => Alive(await rows.FindAsync<Session>(
        OfSecret, [Secret.Hash(secret), (int)kind], ct));

    private Session? Alive(Session? session) => session?.IsAliveAt(clock.GetUtcNow()) == true ? session : null;
}
