using System.Globalization;

namespace Storefront.Platform.Texts;

/// <summary>Formats times and amounts for the merchant's customers: the merchant's time zone, the current language.</summary>
public static class ShopTime
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>The date of a time in the merchant's time zone, for example "3 March 2026" or "3. März 2026".</summary>
    public static string Day(DateTimeOffset moment, Merchant merchant) => Written(Local(moment, merchant), CultureInfo.CurrentCulture, "");

    /// <summary>The date in a file name: "2026-03-03".</summary>
    public static string DayInFileName(DateTimeOffset moment, Merchant merchant) =>
        Local(moment, merchant).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date and time to the minute, for example "3 March 2026 14:05" or "3. März 2026, 14:05".</summary>
    public static string Moment(DateTimeOffset moment, Merchant merchant) =>
        Written(Local(moment, merchant), CultureInfo.CurrentCulture, BeforeTime(CultureInfo.CurrentCulture) + "HH:mm");

    /// <summary>The date and time to the minute with the time zone, for example "3 March 2026 14:05 (Europe/Amsterdam)".</summary>
    public static string MomentInZone(DateTimeOffset moment, Merchant merchant) =>
        $"{Moment(moment, merchant)} ({ZoneOf(merchant).Id.Replace('_', ' ')})";

    /// <summary>The merchant's time zone.</summary>
    public static TimeZoneInfo ZoneOf(Merchant merchant) => MerchantTimeZone.Of(merchant);

    /// <summary>An amount in minor units with its currency, for example "€12.50" in English and "12,50 €" in German, without a line
    /// break.</summary>
    public static string Amount(long minor, string currency) => Amount(Money.Major(minor, currency), currency);

    /// <summary>An amount in major units with its currency.</summary>
    public static string Amount(decimal major, string currency)
    {
        var format = (NumberFormatInfo)CultureInfo.CurrentCulture.NumberFormat.Clone();
        (format.CurrencySymbol, format.CurrencyDecimalDigits) = (Symbol(currency), Money.Decimals(currency));
        if (format.CurrencySymbol == currency)
        {
            // A currency code is separated from the digits, also where a symbol would touch them: "CHF 12.50".
            format.CurrencyPositivePattern = format.CurrencyPositivePattern switch { 0 => 2, 1 => 3, var apart => apart };
            format.CurrencyNegativePattern = format.CurrencyPositivePattern == 2 ? 9 : 8;
        }

        return major.ToString("C", format).Replace(' ', NoBreakSpace);
    }

    private static DateTimeOffset Local(DateTimeOffset moment, Merchant merchant) => TimeZoneInfo.ConvertTime(moment, ZoneOf(merchant));

    private static string Written(DateTimeOffset local, CultureInfo culture, string time) =>
        local.ToString(DayFormat(culture, local.Day) + " MMMM yyyy" + time, culture);

    // French uses an ordinal for the first of a month only.
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

    // Only symbols that mean one currency to shoppers in Europe.
    private static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "GBP" => "£",
        _ => currency,
    };
}
