namespace Storefront.Domain.Values;

/// <summary>The 27 countries of the European Union that orders can be sent to: ISO 3166-1 alpha-2 code to English name.</summary>
public static class Countries
{
    // An Eircode identifies one door, and many people in Ireland do not know theirs. In the other countries every place has a postcode, and
    // carriers need it.
    private static readonly HashSet<string> WithOptionalPostcode = new(StringComparer.Ordinal) { "IE" };

    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["AT"] = "Austria",
        ["BE"] = "Belgium",
        ["BG"] = "Bulgaria",
        ["HR"] = "Croatia",
        ["CY"] = "Cyprus",
        ["CZ"] = "Czechia",
        ["DK"] = "Denmark",
        ["EE"] = "Estonia",
        ["FI"] = "Finland",
        ["FR"] = "France",
        ["DE"] = "Germany",
        ["GR"] = "Greece",
        ["HU"] = "Hungary",
        ["IE"] = "Ireland",
        ["IT"] = "Italy",
        ["LV"] = "Latvia",
        ["LT"] = "Lithuania",
        ["LU"] = "Luxembourg",
        ["MT"] = "Malta",
        ["NL"] = "Netherlands",
        ["PL"] = "Poland",
        ["PT"] = "Portugal",
        ["RO"] = "Romania",
        ["SK"] = "Slovakia",
        ["SI"] = "Slovenia",
        ["ES"] = "Spain",
        ["SE"] = "Sweden",
    };

    /// <summary>Whether an address in the country is incomplete without a postcode.</summary>
    public static bool RequiresPostcode(string? code) => code is null || !WithOptionalPostcode.Contains(code);
}
