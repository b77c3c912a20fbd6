using Storefront.Platform.Persistence.Statements;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Sessions;

/// <summary>Finds the open session of a secret with its customer, as committed now; every signed-in request begins with it.</summary>
public sealed class SessionLookup(UntrackedLookup rows, TimeProvider clock)
{
    /// <summary>The open session at the merchant, or null.</summary>
    public async Task<Session?> FindAsync(long merchantId, SessionKind kind, string secret, CancellationToken ct) =>
        Alive(await rows.FindSessionAsync(merchantId, kind, Secret.Hash(secret), ct));

    /// <summary>The open session at any merchant, for the platform's own hosts, where the token names the merchant.</summary>
    public async Task<Session?> FindAtAnyMerchantAsync(SessionKind kind, string secret, CancellationToken ct) =>
        Alive(await rows.FindSessionAtAnyMerchantAsync(kind, Secret.Hash(secret), ct));

    private Session? Alive(Session? session) => session?.IsAliveAt(clock.GetUtcNow()) == true ? session : null;
}
