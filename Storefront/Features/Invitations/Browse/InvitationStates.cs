namespace Storefront.Features.Invitations.Browse;

/// <summary>The invitations in a state, by conditions that the index of the state names too; the same order as
/// <see cref="Invitation.StatusAt"/>.</summary>
internal static class InvitationStates
{
    public static IQueryable<Invitation> In(this IQueryable<Invitation> rows, InvitationStatus status, DateTimeOffset now)
    {
        if (status == InvitationStatus.Accepted)
        {
            return rows.Where(row => row.AcceptedAt != null);
        }

        var others = rows.Where(row => row.AcceptedAt == null);
        return status switch
        {
            InvitationStatus.Revoked => others.Where(row => row.RevokedAt != null),
            InvitationStatus.Declined => others.Where(row => row.RevokedAt == null && row.DeclinedAt != null),
            InvitationStatus.Pending => others.Where(row => row.RevokedAt == null && row.DeclinedAt == null && row.ExpiresAt > now),
            _ => others.Where(row => row.RevokedAt == null && row.DeclinedAt == null && row.ExpiresAt <= now),
        };
    }

    /// <summary>The same rows, found by their expiry: the condition is true of every row and makes the database use that index.</summary>
    public static IQueryable<Invitation> ByExpiry(this IQueryable<Invitation> rows) => rows.Where(row => row.MerchantId > 0);

    /// <summary>The rows as they are counted: a state that time ends is found by the expiry.</summary>
    public static IQueryable<Invitation> Counted(this IQueryable<Invitation> rows, IReadOnlyList<InvitationStatus> statuses) =>
        statuses is [InvitationStatus.Pending or InvitationStatus.Expired] ? rows.ByExpiry() : rows;

    public static IQueryable<Invitation> In(this IQueryable<Invitation> rows, IReadOnlyList<InvitationStatus> statuses, DateTimeOffset now)
    {
        if (statuses is [var only])
        {
            return rows.In(only, now);
        }

        var (pending, expired) = (statuses.Contains(InvitationStatus.Pending), statuses.Contains(InvitationStatus.Expired));
        var (accepted, declined) = (statuses.Contains(InvitationStatus.Accepted), statuses.Contains(InvitationStatus.Declined));
        var revoked = statuses.Contains(InvitationStatus.Revoked);
        return rows.Where(row =>
            row.AcceptedAt != null ? accepted : row.RevokedAt != null ? revoked : row.DeclinedAt != null ? declined
            : row.ExpiresAt > now ? pending : expired);
    }
}
