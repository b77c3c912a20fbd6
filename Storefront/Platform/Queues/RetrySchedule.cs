namespace Storefront.Platform.Queues;

/// <summary>When failed work is tried again: at growing intervals, until it is given up.</summary>
/// <param name="Waits">The waits after the first failures.</param>
/// <param name="LongestWait">The wait after every later failure; null gives up instead.</param>
/// <param name="GiveUpAfter">The age of the work at which it is given up; null knows no such age.</param>
public sealed record RetrySchedule(IReadOnlyList<TimeSpan> Waits, TimeSpan? LongestWait, TimeSpan? GiveUpAfter)
{
    /// <summary>The time of the next attempt after so many failed ones, or null to give up.</summary>
    public DateTimeOffset? NextAfter(int failures, DateTimeOffset created, DateTimeOffset now)
    {
        if ((failures <= Waits.Count ? Waits[failures - 1] : LongestWait) is not { } wait)
        {
            return null;
        }

        var next = now + wait;
        return GiveUpAfter is null || next - created <= GiveUpAfter ? next : null;
    }
}
