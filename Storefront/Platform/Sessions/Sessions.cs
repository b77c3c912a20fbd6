using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Telemetry;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Sessions;

/// <summary>Opens sessions, records their use, and ends them: without a row there is no session (<see cref="SessionLookup"/> finds
/// it).</summary>
public sealed class Sessions(StorefrontDb db, AuditTrail audit, TimeProvider clock)
{
    // The last use is written at most this often, so that reading does not cause writes.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Adds a session of the customer; it exists when the caller's transaction commits.</summary>
    public void Open(Customer customer, SessionKind kind, string secret, Caller caller, bool isRemembered = false)
    {
        var now = clock.GetUtcNow();
        var limits = SessionLimits.Of(kind, isRemembered);
        db.Insert(new Session
        {
            MerchantId = customer.MerchantId,
            CustomerId = customer.Id,
            Kind = kind,
            Hash = Secret.Hash(secret),
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + limits.Lifetime,
            IdleLimit = limits.Idle,
            Device = caller.Device,
        });
        if (Meters.CountsSignIns)
        {
            db.AfterCommit(() => Meters.CountSignIn($"{kind}"));
        }
    }

    /// <summary>Ends the caller's session, if any, and records the sign-out.</summary>
    /// <remarks>Call it inside the transaction that ends it: of signing out, or of signing in as somebody. If the session ended meanwhile,
    /// whatever ended it has recorded that.</remarks>
    public async Task EndOwnAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is { } customer && await db.Sessions.Where(session => session.Id == caller.SessionId).ExecuteDeleteAsync(ct) == 1)
        {
            audit.Add("customer.signed_out", customer.SubjectId);
        }
    }

    /// <summary>Ends every session of a customer at once, or all but one; returns how many.</summary>
    public Task<int> EndAllAsync(long customerId, long? except, CancellationToken ct) =>
        db.Sessions.Where(session => session.CustomerId == customerId && session.Id != except).ExecuteDeleteAsync(ct);

    /// <summary>The caller's customer row as it is now, locked until the transaction ends; null when account or session ended
    /// meanwhile.</summary>
    /// <remarks>Checking a password takes time, and an earlier look-up may be outdated.</remarks>
    public async Task<Customer?> HoldCustomerAsync(Caller caller, CancellationToken ct) =>
        caller.Customer is { } asking && await db.HoldAsync(asking, ct) is { } customer
            && await db.Sessions.AnyAsync(session => session.Id == caller.SessionId, ct)
            ? customer : null;

    /// <summary>Whether the last use of a session must be written again.</summary>
    public static bool IsUseDue(Session session, DateTimeOffset now) => now - session.LastSeenAt >= SeenEvery;

    /// <summary>Writes a session's last use, at most every few minutes.</summary>
    public async Task SeenAsync(Session session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (IsUseDue(session, now))
        {
            await db.Sessions.Where(row => row.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), ct);
        }
    }
}
