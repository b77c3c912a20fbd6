using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence.Staff;
using Storefront.Platform.Results;
using Storefront.Platform.Tokens;

namespace Storefront.Platform.Staff;

/// <summary>Opens, finds and ends the sessions of staff: without a row there is no session.</summary>
public sealed class StaffSessions(StaffDb db, IHostEnvironment environment, TimeProvider clock)
{
    internal static readonly Refusal NoShop = new(
        RefusalKind.NotFound, "admin.no_shop", "There is no such shop, or you do not work there.");
    internal static readonly Refusal NoSecondFactor = new(
        RefusalKind.Forbidden, "admin.no_second_factor", "Who owns a shop needs a second factor. Connect an authenticator app first.");

    /// <summary>Opens a session and returns its secret.</summary>
    public async Task<string> OpenAsync(long staffUserId, CancellationToken ct)
    {
        var (now, secret) = (clock.GetUtcNow(), Secret.New());
        db.Sessions.Add(new()
        {
            StaffUserId = staffUserId,
            Hash = Secret.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + StaffSession.Lifetime,
        });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>The open session of a secret, with its member; null when it has ended.</summary>
    public Task<StaffSession?> FindAsync(string secret, CancellationToken ct) =>
        Open(secret).Include(session => session.StaffUser).FirstOrDefaultAsync(ct);

    /// <summary>The member of an open session, as they are at one merchant now, or why they may not work there: an ended session and a
    /// merchant of others are one answer.</summary>
    public async Task<Result<StaffMember>> FindMemberAsync(string secret, long merchantId, CancellationToken ct)
    {
        var found = await Open(secret).Select(session => new
        {
            session.StaffUser.Id,
            session.StaffUser.Email,
            session.StaffUser.IsOperator,
            session.StaffUser.TwoFactorEnabled,
            Role = db.Memberships.Where(row => row.StaffUserId == session.StaffUserId && row.MerchantId == merchantId)
                .Select(row => (StaffRole?)row.Role).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct);
        if (found is null || (found.IsOperator ? StaffRole.Owner : found.Role) is not { } role)
        {
            return NoShop;
        }

        return role == StaffRole.Owner && !found.TwoFactorEnabled && NeedsTwoFactor
            ? NoSecondFactor : new StaffMember(found.Id, found.Email!, role, found.IsOperator);
    }

    /// <summary>The numbers among these of sessions that are still open.</summary>
    public Task<List<long>> AliveAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.AsNoTracking().Where(session => ids.Contains(session.Id) && session.ExpiresAt > now)
            .Select(session => session.Id).ToListAsync(ct);
    }

    /// <summary>Ends the session of a secret.</summary>
    public Task EndAsync(string secret, CancellationToken ct)
    {
        var hash = Secret.Hash(secret);
        return db.Sessions.Where(session => session.Hash == hash).ExecuteDeleteAsync(ct);
    }

    /// <summary>Ends every session of a member: cookies at their next request, open pages within two seconds.</summary>
    public Task EndAllAsync(long staffUserId, CancellationToken ct) =>
        db.Sessions.Where(session => session.StaffUserId == staffUserId).ExecuteDeleteAsync(ct);

    /// <summary>Whether an owner or an operator must have a second factor before they may work.</summary>
    public bool NeedsTwoFactor => !environment.IsDevelopment();

    // The demo's members have a published password: a cookie of theirs opens nothing where it is not the demo that runs.
    private IQueryable<StaffSession> Open(string secret)
    {
        var (hash, now, hasDemo) = (Secret.Hash(secret), clock.GetUtcNow(), environment.IsDevelopment());
        return db.Sessions.AsNoTracking()
            .Where(session => session.Hash == hash && session.ExpiresAt > now && (hasDemo || !session.StaffUser.IsDemo));
    }
}
