namespace Storefront.Domain.Values;

/// <summary>The countries orders are sent to: the 27 of the European Union, ISO 3166-1 alpha-2 to English name (contract section 2).</summary>
public static class Countries
{
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
}
