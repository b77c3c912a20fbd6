using System.Globalization;
using Storefront.Platform.Texts;

namespace Storefront.Tests.Platform.Texts;

/// <summary>Dates, times and amounts in each language; · stands for a no-break space.</summary>
public sealed class ShopTimeTests
{
    private static readonly Merchant Shop = new()
    {
        Name = "Shop",
        SenderAddress = "a@b.example",
        SupportAddress = "a@b.example",
        TimeZone = "Europe/Amsterdam"
    };

    [Theory]
    [InlineData("en", 123456, "EUR", "€1,234.56")]
    [InlineData("nl", 123456, "EUR", "€·1.234,56")]
    [InlineData("de", 123456, "EUR", "1.234,56·€")]
    [InlineData("fr", 123456, "EUR", "1·234,56·€")]
    [InlineData("en", 123456, "CHF", "CHF·1,234.56")]
    [InlineData("nl", 123456, "CHF", "CHF·1.234,56")]
    [InlineData("de", 123456, "CHF", "1.234,56·CHF")]
    [InlineData("fr", 123456, "CHF", "1·234,56·CHF")]
    [InlineData("en", 1234, "JPY", "JPY·1,234")]
    [InlineData("fr", 1234, "JPY", "1·234·JPY")]
    [InlineData("en", 1234, "TND", "TND·1.234")]
    [InlineData("de", 1234, "TND", "1,234·TND")]
    [InlineData("en", -1250, "GBP", "-£12.50")]
    [InlineData("en", -1250, "CHF", "-CHF·12.50")]
    [InlineData("nl", -1250, "EUR", "€·-12,50")]
    [InlineData("de", -1250, "EUR", "-12,50·€")]
    [InlineData("fr", -1250, "CHF", "-12,50·CHF")]
    [InlineData("en", 0, "EUR", "€0.00")]
    public void An_amount_is_written_as_the_language_does(string language, long minor, string currency, string expected)
    {
        var amount = In(language, () => ShopTime.Amount(minor, currency));

        Assert.Equal(expected, amount.Replace('\u00a0', '·').Replace('\u202f', '·'));
    }

    [Theory]
    [InlineData("en", "1 March 2026", "1 March 2026 00:30")]
    [InlineData("nl", "1 maart 2026", "1 maart 2026 00:30")]
    [InlineData("de", "1. März 2026", "1. März 2026, 00:30")]
    [InlineData("fr", "1er mars 2026", "1er mars 2026 à 00:30")]
    public void A_date_is_in_the_shops_time_zone_and_the_readers_language(string language, string day, string moment)
    {
        var late = new DateTimeOffset(2026, 2, 28, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal((day, moment), In(language, () => (ShopTime.Day(late, Shop), ShopTime.Moment(late, Shop))));
    }

    [Fact]
    public void French_uses_an_ordinal_only_for_the_first_of_a_month() =>
        Assert.Equal("2 mars 2026", In("fr", () => ShopTime.Day(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), Shop)));

    private static T In<T>(string language, Func<T> write)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
