namespace Storefront.Domain.Security;

/// <summary>How long a mailed link is valid: to the end of a day in the merchant's time zone, or for a shorter time, which its mail states
/// to the minute.</summary>
public sealed record LinkLifetime
{
    // Times are stored in milliseconds.
    private static readonly TimeSpan LastMoment = TimeSpan.FromMilliseconds(1);

    private readonly int _days;
    private readonly TimeSpan _time;

    private LinkLifetime(int days, TimeSpan time) => (_days, _time) = (days, time);

    /// <summary>To the end of the day, in the merchant's time zone, that is so many days away.</summary>
    public static LinkLifetime ForDays(int days) => new(days, TimeSpan.Zero);

    /// <summary>For less than a day, by the clock.</summary>
    public static LinkLifetime For(TimeSpan time) => new(0, time);

    /// <summary>The time at which a link created now expires; for days, the last millisecond of the day in the merchant's time
    /// zone.</summary>
    public DateTimeOffset EndFrom(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (_days == 0)
        {
            return now + _time;
        }

        var next = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(_days + 1), DateTimeKind.Unspecified);

        // Where midnight comes twice, the first one ends the day; where it is skipped, the offset before it tells the same moment.
        var offset = zone.IsAmbiguousTime(next) ? zone.GetAmbiguousTimeOffsets(next).Max() : zone.GetUtcOffset(next);
        return new DateTimeOffset(next, offset).ToUniversalTime() - LastMoment;
    }
}
