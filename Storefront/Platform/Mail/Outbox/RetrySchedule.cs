namespace Storefront.Platform.Mail.Outbox;

/// <summary>When a failed mail is retried: after 30 seconds, then at growing intervals, for five days (RFC 5321, 4.5.4.1).</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(5);
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>The time of the next attempt after so many failed ones, or null to give up.</summary>
    public static DateTimeOffset? NextAfter(int failures, DateTimeOffset created, DateTimeOffset now)
    {
        var next = now + (failures <= Waits.Length ? Waits[failures - 1] : LongestWait);
        return next - created <= GiveUpAfter ? next : null;
    }
}
