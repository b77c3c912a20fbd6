using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Api;
using Storefront.Platform.Callers;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Browse;

/// <summary>Shows a merchant one invitation with everything that happened to it, oldest first.</summary>
/// <remarks>A link that ran out has no row in the timeline: its entry follows from the link's own time.</remarks>
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
        var happened = await db.InvitationEvents.Where(row => row.CustomerId == invitation.CustomerId).OrderBy(row => row.Id)
            .Select(row => new TimelineEntry(row.Kind, row.At, row.Code == null && row.Reason == null && row.NextTryAt == null ? null : new(row.Code, row.Reason, row.NextTryAt))).ToListAsync(ct);
        var expired = await db.OneTimeTokens.Where(token => token.CustomerId == invitation.CustomerId && token.Purpose == TokenPurpose.AcceptInvitation
            && token.UsedAt == null && token.DeclinedAt == null && token.RevokedAt == null
            && token.ExpiresAt <= now && (token.SupersededAt == null || token.ExpiresAt <= token.SupersededAt)).Select(token => token.ExpiresAt).ToListAsync(ct);

        // The sort is stable: what happened at one moment stays in its order.
        return InvitationSummary.Of(invitation, now) with
        {
            Timeline = [.. happened.Concat(expired.Select(at => new TimelineEntry(InvitationEventKind.Expired, at, null))).OrderBy(entry => entry.At)],
        };
    }
}

/// <summary>Which invitation.</summary>
public sealed class ReadInvitationTimelineRequest : InvitationReference;
