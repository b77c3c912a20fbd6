namespace Storefront.Domain;

/// <summary>How long the books must be kept: whole years from the end of the book year, by country.</summary>
/// <remarks>GDPR art. 17(3)(b) lets erasure leave what such a duty needs. Years for invoices as published in 2026; a country that is not
/// listed gets the longest term among them.</remarks>
public static class TaxRetention
{
    private const int LongestYears = 10;

    /// <summary>The last year in which an order of this day is kept; the book year is the calendar year.</summary>
    public static int LastYear(string country, DateTimeOffset placedAt) => placedAt.Year + Years(country);

    private static int Years(string country) => country switch
    {
        "NL" or "AT" => 7,
        "DE" => 8,
        _ => LongestYears,
    };
}
