using System.Globalization;
using Storefront.Domain;

namespace Storefront.Platform.Web;

/// <summary>Shows moments and money as the merchant's customers read them: its time zone, the current language.</summary>
public static class ShopTime
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>The day of a moment at the shop, for example "3 March 2026".</summary>
    public static string Day(DateTimeOffset moment, Merchant merchant) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(merchant.TimeZone)).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A moment to the minute at the shop, for example "3 March 2026 14:05".</summary>
    public static string Moment(DateTimeOffset moment, Merchant merchant) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(merchant.TimeZone)).ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture);

    /// <summary>An amount in minor units with its currency, for example "€12.50" in English and "€ 12,50" in Dutch.</summary>
    public static string Amount(long minor, string currency) => Amount(Money.Major(minor, currency), currency);

    /// <summary>An amount in major units with its currency.</summary>
    public static string Amount(decimal major, string currency)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        (format.CurrencySymbol, format.CurrencyDecimalDigits) = (Symbol(currency), Money.Decimals(currency));
        return major.ToString("C", format).Replace(' ', NoBreakSpace);
    }

    // Only signs that mean one currency to everybody who shops in Europe.
    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "GBP" => "£",
        _ => currency + NoBreakSpace,
    };
}
