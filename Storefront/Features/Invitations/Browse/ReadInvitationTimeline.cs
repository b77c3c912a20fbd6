using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Returns one invitation with its events, oldest first, for a merchant.</summary>
/// <remarks>An expiry has no row in the timeline: its entry follows from the link's own time.</remarks>
public sealed class ReadInvitationTimeline(StorefrontDb db, TimeProvider clock)
{
    public static readonly Ability Needs = Ability.ReadCustomers;

    public async Task<Result<InvitationSummary>> RunAsync(Caller caller, ReadInvitationTimelineRequest request, CancellationToken ct)
    {
        if (!caller.Can(Needs))
        {
            return ApiErrors.Forbidden;
        }

        if (request.NamesNobody)
        {
            return InvitationErrors.NamesNobody;
        }

        if (await request.Among(db.Invitations).AsNoTracking().Include(row => row.Customer).FirstOrDefaultAsync(ct) is not { } invitation)
        {
            return InvitationErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        var happened = await db.InvitationEvents.AsNoTracking().Where(row => row.CustomerId == invitation.CustomerId)
            .OrderBy(row => row.Id).ToListAsync(ct);
        var expired = await ExpiredLinks(invitation.CustomerId, now)
            .Select(token => new TimelineEntry(InvitationEventKind.Expired, token.ExpiresAt, null)).ToListAsync(ct);

        // The sort is stable: events of one time keep their order.
        return InvitationSummary.Of(invitation, now) with
        {
            Timeline = [.. happened.Select(TimelineEntry.Of).Concat(expired).OrderBy(entry => entry.At)],
        };
    }

    // Ended by nothing but time, before a newer one took their place.
    private IQueryable<OneTimeToken> ExpiredLinks(long customerId, DateTimeOffset now) => db.OneTimeTokens
        .Where(token => token.CustomerId == customerId && token.Purpose == TokenPurpose.AcceptInvitation)
        .Where(token => token.UsedAt == null && token.DeclinedAt == null && token.RevokedAt == null)
        .Where(token => token.ExpiresAt <= now && (token.SupersededAt == null || token.ExpiresAt <= token.SupersededAt));
}

/// <summary>Which invitation.</summary>
public sealed class ReadInvitationTimelineRequest : InvitationReference;
