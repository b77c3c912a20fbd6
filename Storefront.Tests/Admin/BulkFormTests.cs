using Storefront.Admin.Bulk;

namespace Storefront.Tests.Admin;

/// <summary>What a member types becomes the request that the API takes, and what was seen becomes a rate.</summary>
public sealed class BulkFormTests
{
    private static readonly Merchant Shop = new() { Name = "", SenderAddress = "", SupportAddress = "", TimeZone = "Europe/Amsterdam" };

    [Fact]
    public void Empty_fields_follow_the_shop()
    {
        var request = new BulkForm().ToRequest(Shop, isDryRun: true);

        Assert.Equal((true, "auto", "skip"), (request.DryRun, request.Pace, request.OnExisting));
        Assert.Equal((null, null, null, null), (request.ExpiresInDays, request.Locale, request.NotBefore, request.Mapping));
    }

    [Fact]
    public void A_start_is_in_the_shops_time_zone_and_no_number_of_days_is_refused_later()
    {
        var request = new BulkForm { NotBefore = "2026-07-01T09:00", Days = "soon" }.ToRequest(Shop, isDryRun: false);

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(2)), request.NotBefore);
        Assert.Equal(0, request.ExpiresInDays);
    }

    [Fact]
    public void The_rate_is_that_of_the_last_minute()
    {
        var (rate, began) = (new MailRate(), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        rate.Add(began, 0);
        Assert.Null(rate.PerHour);

        rate.Add(began.AddSeconds(30), 10);
        Assert.Equal(1200, rate.PerHour);
        rate.Add(began.AddSeconds(90), 10);

        Assert.Equal(0, rate.PerHour);
    }
}
