namespace Storefront.Domain.Values;

/// <summary>The rule for a delivery address: a person, a street, a place and a country that orders can be sent to.</summary>
/// <remarks>House number and phone may be missing: some addresses have no number, some people no phone. A postcode may be missing where the
/// country has addresses without one.</remarks>
public static class PostalAddressRules
{
    /// <summary>Returns each field's problem by its name in the API, or the address to store.</summary>
    public static IReadOnlyDictionary<string, Sentence> Check(PostalAddress given, out PostalAddress address)
    {
        var problems = new Dictionary<string, Sentence>();
        var firstname = Keep("firstname", PersonName.Check(given.Firstname, out var first), first, "Enter a first name.");
        var lastname = Keep("lastname", PersonName.Check(given.Lastname, out var last), last, "Enter a last name.");
        var street = Keep("street", Line(given.Street, out var road), road, "Enter a street.");
        var number = Keep("number", Line(given.Number, out var house), house);
        var country = Keep("country", Country(given.Country, out var land), land);
        var postcode = Keep("postcode", Value(given.Postcode, out var code), code, Countries.RequiresPostcode(country) ? "Enter a postcode." : null);
        var city = Keep("city", Value(given.City, out var town), town, "Enter a city.");
        var phone = Keep("phone", PhoneNumber.Check(given.Phone, out var line), line);
        address = new()
        {
            Firstname = firstname,
            Lastname = lastname,
            Street = street,
            Number = number,
            Postcode = postcode,
            City = city,
            Country = country,
            Phone = phone
        };
        return problems;

        string? Keep(string field, Sentence? problem, string? value, Sentence? whenEmpty = null)
        {
            if ((problem ?? (value is null ? whenEmpty : null)) is { } told)
            {
                problems[field] = told;
            }

            return value;
        }
    }

    private static Sentence? Line(string? text, out string? value) => TextRules.CheckOptionalLine(text, TextRules.MaxLength, out value);

    // Carriers compare these values; a house number such as 12½ is only read.
    private static Sentence? Value(string? text, out string? value) => TextRules.CheckOptionalValue(text, TextRules.MaxLength, out value);

    private static Sentence? Country(string? text, out string? code)
    {
        code = TextRules.Fold(text ?? "").ToUpperInvariant();
        return Countries.Names.ContainsKey(code) ? null : "Choose a country of the list.";
    }
}
