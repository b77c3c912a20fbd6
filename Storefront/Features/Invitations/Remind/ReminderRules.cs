using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Persistence;
using Storefront.Platform.Results;

namespace Storefront.Features.Invitations.Remind;

/// <summary>Whom a merchant may remind, and whom it wants to.</summary>
internal sealed record ReminderRules(bool WantsPending, bool WantsExpired, long? BatchId, TimeSpan NotAcceptedFor, int Limit)
{
    private const int MostEver = 3;
    private const int FewestDays = 3;
    private const int MostDays = 90;
    private const int MostAtOnce = 10_000;
    private const string Pending = "pending";
    private const string Expired = "expired";
    private static readonly TimeSpan Apart = TimeSpan.FromDays(7);

    /// <summary>Checks the request and tells every field's problem, or hands out whom it wants.</summary>
    public static Refusal? Check(RemindInvitationsRequest request, out ReminderRules wanted)
    {
        var status = request.Status ?? [Pending, Expired];
        var problems = new FieldProblems();
        problems.Add("status",
            status.Count > 0 && status.All(word => word is Pending or Expired) ? null : new Sentence("Choose one of: {0}.", $"{Pending}, {Expired}"));
        problems.Add("batch_id", request.BatchId is null or > 0 ? null : "Name a batch by its number.");
        problems.Add("not_accepted_for_days",
            request.NotAcceptedForDays is null or (>= FewestDays and <= MostDays)
                ? null : new Sentence("Choose between {0} and {1} days.", FewestDays, MostDays));
        problems.Add("limit", request.Limit is null or (>= 1 and <= MostAtOnce) ? null : new Sentence("Choose between 1 and {0}.", MostAtOnce));
        var silent = TimeSpan.FromDays(Math.Clamp(request.NotAcceptedForDays ?? FewestDays, FewestDays, MostDays));
        wanted = new(status.Contains(Pending), status.Contains(Expired), request.BatchId, silent, request.Limit ?? MostAtOnce);
        return problems.ToRefusal();
    }

    /// <summary>Those that can be reminded now: mailed, not bounced, ended by nobody, reminded less than three times and not within seven
    /// days.</summary>
    public static IQueryable<Invitation> Remindable(IQueryable<Invitation> invitations, DateTimeOffset now)
    {
        var lately = now - Apart;
        return invitations.Where(row => row.AcceptedAt == null && row.DeclinedAt == null && row.RevokedAt == null
            && row.ExpiresAt < Invitation.NotMailedYet && row.Delivery != InvitationDelivery.None && row.Delivery != InvitationDelivery.Bounced
            && row.Reminders < MostEver && (row.RemindedAt == null || row.RemindedAt <= lately));
    }

    /// <summary>Those of them that are wanted, and wait for no other reminder.</summary>
    public IQueryable<Invitation> Among(IQueryable<Invitation> invitations, DateTimeOffset now)
    {
        var invitedBefore = now - NotAcceptedFor;
        var wanted = Remindable(invitations, now).Where(row => row.ReminderBatchId == null && row.CreatedAt <= invitedBefore);
        wanted = BatchId is null ? wanted : wanted.Where(row => row.BatchId == BatchId);
        return (WantsPending, WantsExpired) switch
        {
            (true, false) => wanted.Where(row => row.ExpiresAt > now),
            (false, true) => wanted.Where(row => row.ExpiresAt <= now),
            _ => wanted,
        };
    }

    /// <summary>Ends a running batch of which no reminder waits any more.</summary>
    public static Task<int> CompleteAsync(StorefrontDb db, long batchId, DateTimeOffset now, CancellationToken ct) => db.InvitationBatches
        .Where(row => row.Id == batchId && row.Status == InvitationBatchStatus.Running)
        .Where(row => !db.Invitations.Any(invitation => invitation.ReminderBatchId == batchId))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, InvitationBatchStatus.Completed).SetProperty(row => row.FinishedAt, now), ct);
}
