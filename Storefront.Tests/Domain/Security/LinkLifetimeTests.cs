namespace Storefront.Tests.Domain.Security;

/// <summary>A link of so many days works to the end of the last one by the clock at the shop, wherever that is and whatever its clock does.</summary>
public sealed class LinkLifetimeTests
{
    [Theory]
    [InlineData("Europe/Amsterdam", "2026-03-02T09:00:00Z", 7, "2026-03-09")]
    [InlineData("Europe/Amsterdam", "2026-03-02T22:59:59Z", 7, "2026-03-09")]
    [InlineData("Europe/Amsterdam", "2026-03-02T23:00:00Z", 7, "2026-03-10")]
    [InlineData("Europe/Amsterdam", "2026-03-25T23:30:00Z", 7, "2026-04-02")]
    [InlineData("Europe/Amsterdam", "2026-10-24T22:30:00Z", 1, "2026-10-26")]
    [InlineData("Pacific/Kiritimati", "2026-03-02T09:00:00Z", 3, "2026-03-05")]
    [InlineData("Pacific/Kiritimati", "2026-03-02T10:00:00Z", 3, "2026-03-06")]
    [InlineData("America/St_Johns", "2026-03-02T03:00:00Z", 1, "2026-03-02")]
    [InlineData("Asia/Kolkata", "2026-03-02T18:30:00Z", 30, "2026-04-02")]
    [InlineData("Etc/UTC", "2026-12-31T23:59:59Z", 1, "2027-01-01")]
    public void A_day_ends_when_the_shops_clock_says_so(string zone, string now, int days, string last)
    {
        var shop = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var end = LinkLifetime.ForDays(days).EndFrom(DateTimeOffset.Parse(now, null), shop);

        Assert.Equal($"{last}T23:59:59.999", TimeZoneInfo.ConvertTime(end, shop).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", null));
        Assert.Equal(TimeSpan.Zero, TimeZoneInfo.ConvertTime(end.AddMilliseconds(1), shop).TimeOfDay);
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-22T09:00:00Z", "2026-04-23", "2026-04-24T01:00:00")]
    [InlineData("Africa/Cairo", "2026-10-28T09:00:00Z", "2026-10-29", "2026-10-30T00:00:00")]
    [InlineData("Atlantic/Azores", "2026-10-23T09:00:00Z", "2026-10-24", "2026-10-25T00:00:00")]
    [InlineData("America/Havana", "2026-03-06T09:00:00Z", "2026-03-07", "2026-03-08T01:00:00")]
    public void Where_midnight_is_skipped_or_comes_twice_the_next_day_begins_at_once(string zone, string now, string last, string next)
    {
        var shop = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var end = LinkLifetime.ForDays(1).EndFrom(DateTimeOffset.Parse(now, null), shop);

        Assert.StartsWith(last, TimeZoneInfo.ConvertTime(end, shop).ToString("s", null), StringComparison.Ordinal);
        Assert.Equal(next, TimeZoneInfo.ConvertTime(end.AddMilliseconds(1), shop).ToString("s", null));
    }

    [Fact]
    public void A_shorter_time_ends_by_the_clock()
    {
        var now = new DateTimeOffset(2026, 3, 2, 23, 30, 15, TimeSpan.Zero);

        Assert.Equal(now.AddMinutes(60), LinkLifetime.For(TimeSpan.FromMinutes(60)).EndFrom(now, TimeZoneInfo.Utc));
    }
}
