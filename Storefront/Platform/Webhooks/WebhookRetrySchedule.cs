using System.Security.Cryptography;
using Storefront.Platform.Queues;

namespace Storefront.Platform.Webhooks;

/// <summary>When a failed delivery is tried again: ten times within three days; a deletion's then daily, until it is thirty days old.</summary>
/// <remarks>Each wait is up to a tenth longer, so that what failed together does not come back together. A receiver that asks for a longer
/// wait gets it, up to a day.</remarks>
public static class WebhookRetrySchedule
{
    /// <summary>How long a delivery can be sent again, and for how long a deletion is told of.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private const int JitterParts = 1000;
    private const double LargestJitter = 0.1;
    private static readonly TimeSpan LongestWaitAskedFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly RetrySchedule Usual = new(Waits, LongestWait: null, GiveUpAfter: null);
    private static readonly RetrySchedule Deletion = new(Waits, LongestWait: TimeSpan.FromDays(1), GiveUpAfter: Memory);

    /// <summary>How long a receiver rests that is overloaded or does not answer, by how often in a row.</summary>
    private static readonly TimeSpan[] Rests = [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)
    ];

    /// <summary>The time of the next attempt after a failed one, or null to give up.</summary>
    public static DateTimeOffset? NextAfter(WebhookDelivery failed, TimeSpan? askedFor, DateTimeOffset now)
    {
        var schedule = failed.Event == WebhookEventTypes.CustomerDeleted ? Deletion : Usual;
        return schedule.NextAfter(failed.Attempts + 1, failed.CreatedAt, now) is { } next ? Later(WithJitter(next, now), askedFor, now) : null;
    }

    /// <summary>Until when a receiver rests.</summary>
    public static DateTimeOffset RestUntil(int rests, TimeSpan? askedFor, DateTimeOffset now) =>
        Later(now + Rests[Math.Min(rests, Rests.Length - 1)], askedFor, now);

    private static DateTimeOffset WithJitter(DateTimeOffset next, DateTimeOffset now) =>
        next + ((next - now) * (LargestJitter * RandomNumberGenerator.GetInt32(JitterParts) / JitterParts));

    private static DateTimeOffset Later(DateTimeOffset next, TimeSpan? askedFor, DateTimeOffset now)
    {
        var wanted = now + (askedFor is { } wait && wait < LongestWaitAskedFor ? wait : askedFor is null ? default : LongestWaitAskedFor);
        return wanted > next ? wanted : next;
    }
}
