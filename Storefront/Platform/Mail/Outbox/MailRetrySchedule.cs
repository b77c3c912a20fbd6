using Storefront.Platform.Queues;

namespace Storefront.Platform.Mail.Outbox;

/// <summary>When a failed mail is retried: after 30 seconds, then at growing intervals, for five days (RFC 5321, 4.5.4.1).</summary>
public static class MailRetrySchedule
{
    public static readonly RetrySchedule Value = new(
        [
            TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        ],
        LongestWait: TimeSpan.FromHours(4),
        GiveUpAfter: TimeSpan.FromDays(5));
}
