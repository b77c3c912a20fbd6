namespace Storefront.Domain.Erasure;

/// <summary>Why a row outlives its customer, and for how long: whole years from the end of the book year, by the merchant's
/// country.</summary>
/// <remarks>GDPR Art. 17(3)(b) lets an erasure keep what a legal duty requires. The book year is the calendar year in the merchant's time
/// zone. A country that is not listed gets the longest term.</remarks>
public sealed class RetentionGround
{
    /// <summary>The duty to keep accounting records; years for invoices as published in 2026.</summary>
    public static readonly RetentionGround Tax = new("tax", new() { ["NL"] = 7, ["AT"] = 7, ["DE"] = 8 }, otherwise: 10);

    private static readonly RetentionGround[] All = [Tax];

    private readonly Dictionary<string, int> _years;
    private readonly int _otherwise;

    private RetentionGround(string name, Dictionary<string, int> years, int otherwise) => (Name, _years, _otherwise) = (name, years, otherwise);

    /// <summary>The ground in one word, as the API and the mappings name it.</summary>
    public string Name { get; }

    public static RetentionGround Named(string name) => All.First(ground => ground.Name == name);

    /// <summary>The last year in which a row that began at this time is kept.</summary>
    public int LastYear(Merchant merchant, DateTimeOffset began) =>
        TimeZoneInfo.ConvertTime(began, MerchantTimeZone.Of(merchant)).Year + Years(merchant);

    /// <summary>Rows that began before this time have passed their term: the first second of the oldest book year that is still
    /// kept.</summary>
    public DateTimeOffset KeptSince(Merchant merchant, DateTimeOffset now)
    {
        var zone = MerchantTimeZone.Of(merchant);
        var newYear = new DateTime(TimeZoneInfo.ConvertTime(now, zone).Year - Years(merchant), 1, 1);
        return new DateTimeOffset(newYear, zone.GetUtcOffset(newYear)).ToUniversalTime();
    }

    private int Years(Merchant merchant) => _years.GetValueOrDefault(merchant.Country, _otherwise);
}
