using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Mail.Outbox;
using Storefront.Platform.Persistence;

namespace Storefront.Features.Invitations.Bulk;

/// <summary>How fast the mails of a batch may leave.</summary>
/// <remarks>By itself: 2 000 an hour from a proven domain; from one that never sent 300 on the first day, doubled every day up to that
/// rate. Batches without a pace of their own go one after another, because receivers see one sender.</remarks>
public sealed class BatchPace(StorefrontDb db, SendingReputation reputation, TimeProvider clock)
{
    private const int MailsOfFirstDay = 300;
    private const int MailsPerHour = 2000;
    private const int LongestDoubling = 10;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The time between two mails of the batch now.</summary>
    public async Task<TimeSpan> IntervalAsync(InvitationBatch batch, CancellationToken ct) =>
        batch.Pace is { } pace ? TimeSpan.FromHours(1) / pace
            : await reputation.IsProvenAsync(ct) ? TimeSpan.FromHours(1) / MailsPerHour
            : OfDay((int)((clock.GetUtcNow() - (batch.StartedAt ?? clock.GetUtcNow())) / Day));

    /// <summary>Whether an earlier batch without a pace of its own still has mails to send.</summary>
    public Task<bool> MustWaitAsync(InvitationBatch batch, CancellationToken ct) => batch.Pace is not null
        ? Task.FromResult(false)
        : db.InvitationBatches.AnyAsync(
            other => other.Id < batch.Id && other.Kind == InvitationBatchKind.Invitation && other.Status == InvitationBatchStatus.Running
                && other.Pace == null && !other.IsDryRun, ct);

    /// <summary>How long so many mails take from now on.</summary>
    public async Task<TimeSpan> DurationAsync(InvitationBatch batch, int mails, CancellationToken ct)
    {
        if (batch.Pace is not null || await reputation.IsProvenAsync(ct))
        {
            return await IntervalAsync(batch, ct) * mails;
        }

        var duration = TimeSpan.Zero;
        for (var day = (int)((clock.GetUtcNow() - (batch.StartedAt ?? clock.GetUtcNow())) / Day); mails > 0; day++)
        {
            var ofDay = Math.Min(mails, (int)(Day / OfDay(day)));
            duration += OfDay(day) * ofDay;
            mails -= ofDay;
        }

        return duration;
    }

    private static TimeSpan OfDay(int day) => Day / Math.Min(MailsOfFirstDay << Math.Clamp(day, 0, LongestDoubling), MailsPerHour * 24);
}
