using System.Globalization;
using Storefront.Domain;

namespace Storefront.Platform.Web;

/// <summary>Shows moments and money as the merchant's customers read them: its time zone, the current language.</summary>
public static class ShopTime
{
    /// <summary>The day of a moment at the shop, for example "3 March 2026".</summary>
    public static string Day(DateTimeOffset moment, Merchant merchant) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(merchant.TimeZone)).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>An amount in minor units with its currency, for example "EUR 12.50".</summary>
    public static string Amount(long minor, string currency) =>
        $"{currency}\u00a0{Money.Major(minor, currency).ToString("N" + Money.Decimals(currency).ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture)}";
}
