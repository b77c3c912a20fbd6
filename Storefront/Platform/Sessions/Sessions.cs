using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Sessions;

/// <summary>Opens sessions, notes their use, and ends them: a session is a row, and no row is no session (<see cref="SessionLookup"/> finds it).</summary>
public sealed class Sessions(StorefrontDb db, AuditTrail audit, TimeProvider clock)
{
    // A use is written at most this often, so that reading does not become writing.
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
    }

    /// <summary>Ends the session the caller came with, if they came with one, and notes that they signed out.</summary>
    /// <remarks>Belongs inside the transaction of what ends it: signing out, or signing in as somebody. One that ended meanwhile is noted by whoever ended it.</remarks>
    public async Task EndOwnAsync(Caller caller, CancellationToken ct)
    {
        if (caller.Customer is { } customer && await db.Sessions.Where(session => session.Id == caller.SessionId).ExecuteDeleteAsync(ct) == 1)
        {
            audit.Add("customer.signed_out", customer.SubjectId);
        }
    }

    /// <summary>Ends every session of a customer at once, or all but one; tells how many there were.</summary>
    public Task<int> EndAllAsync(long customerId, long? except, CancellationToken ct) =>
        db.Sessions.Where(session => session.CustomerId == customerId && session.Id != except).ExecuteDeleteAsync(ct);

    /// <summary>The caller's own row as it is now, held until the transaction ends; null when the account or the session has ended since.</summary>
    /// <remarks>Checking a password takes a while, and what was looked up before it may be over.</remarks>
    public async Task<Customer?> HoldCustomerAsync(Caller caller, CancellationToken ct) =>
        caller.Customer is { } asking && await db.HoldAsync(asking, ct) is { } customer && await db.Sessions.AnyAsync(session => session.Id == caller.SessionId, ct)
            ? customer : null;

    /// <summary>Whether the use of a session has to be noted again.</summary>
    public static bool IsUseDue(Session session, DateTimeOffset now) => now - session.LastSeenAt >= SeenEvery;

    /// <summary>Notes that a session is in use, at most every few minutes.</summary>
    public async Task SeenAsync(Session session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (IsUseDue(session, now))
        {
            await db.Sessions.Where(row => row.Id == session.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), ct);
        }
    }
}
