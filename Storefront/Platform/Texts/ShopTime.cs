using System.Globalization;

namespace Storefront.Platform.Texts;

/// <summary>Shows moments and money as the merchant's customers read them: its time zone, the current language.</summary>
public static class ShopTime
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>The day of a moment at the shop, for example "3 March 2026" or "3. März 2026".</summary>
    public static string Day(DateTimeOffset moment, Merchant merchant) => Written(Local(moment, merchant), CultureInfo.CurrentCulture, "");

    /// <summary>The day of a moment at the shop as names of files say it: "2026-03-03".</summary>
    public static string DayInFileName(DateTimeOffset moment, Merchant merchant) => Local(moment, merchant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment to the minute at the shop, for example "3 March 2026 14:05" or "3. März 2026, 14:05".</summary>
    public static string Moment(DateTimeOffset moment, Merchant merchant) =>
        Written(Local(moment, merchant), CultureInfo.CurrentCulture, BeforeTime(CultureInfo.CurrentCulture) + "HH:mm");

    /// <summary>An amount in minor units with its currency, for example "€12.50" in English and "12,50 €" in German; it never breaks over a line.</summary>
    public static string Amount(long minor, string currency) => Amount(Money.Major(minor, currency), currency);

    /// <summary>An amount in major units with its currency.</summary>
    public static string Amount(decimal major, string currency)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        (format.CurrencySymbol, format.CurrencyDecimalDigits) = (Symbol(currency), Money.Decimals(currency));
        if (format.CurrencySymbol == currency)
        {
            // Letters stand apart from the digits, also where a sign would touch them: "CHF 12.50".
            format.CurrencyPositivePattern = format.CurrencyPositivePattern switch { 0 => 2, 1 => 3, var apart => apart };
            format.CurrencyNegativePattern = format.CurrencyPositivePattern == 2 ? 9 : 8;
        }

        return major.ToString("C", format).Replace(' ', NoBreakSpace);
    }

    private static DateTimeOffset Local(DateTimeOffset moment, Merchant merchant) => TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(merchant.TimeZone));

    private static string Written(DateTimeOffset local, CultureInfo culture, string time) => local.ToString(DayFormat(culture, local.Day) + " MMMM yyyy" + time, culture);

    // French counts the first of a month, and only that.
    private static string DayFormat(CultureInfo culture, int day) => culture.TwoLetterISOLanguageName switch
    {
        "de" => "d.",
        "fr" when day == 1 => "d'er'",
        _ => "d",
    };

    private static string BeforeTime(CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "de" => ", ",
        "fr" => " 'à' ",
        _ => " ",
    };

    // Only signs that mean one currency to everybody who shops in Europe.
    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "GBP" => "£",
        _ => currency,
    };
}
