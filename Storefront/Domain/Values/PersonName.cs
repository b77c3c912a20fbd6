using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Domain.Values;

/// <summary>The rule for a first or last name: any script, up to 191 code points, as merchants' programs hold it, but no web address and no
/// markup.</summary>
/// <remarks>"Dr.Müller", "v.d.Berg" and "Bol.com" are names. A mail program may turn such a name into a link, and names must not carry
/// advertisements to other people's addresses: <see cref="ToGreet"/> leaves it out. A placeholder for "no name" in an export is not a name.
/// Look-alikes (full-width letters, ideographic dots) are checked as what they resemble; the text is stored as given.</remarks>
public static partial class PersonName
{
    // Programs' spellings of an empty column. "Null" with a capital is a family name; "NA" and "Nan" are names as well.
    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "null", "NULL", "undefined", "UNDEFINED", "NaN", "none", "None", "NONE", "n/a", "N/A", "n\\a", "N\\A", "n.a", "n.a.", "N.A.", "k.a.", "k.A.",
        "n.v.t", "n.v.t.", "N.V.T.", "#N/A", "#NV", "#N/B", "n/b",
    };

    public static Sentence? Check(string? text, out string? value)
    {
        if (TextRules.CheckOptionalLine(text, TextRules.MaxLength, out value) is { } problem)
        {
            return problem;
        }

        if (value is null || IsPlaceholder(value))
        {
            value = null;
            return null;
        }

        if (!Matches(CarriesAddressOrMarkup(), value))
        {
            return null;
        }

        value = null;
        return "Enter a name without web addresses and without < and >.";
    }

    /// <summary>The name for a greeting in a mail or page; null when it could be read as a link.</summary>
    public static string? ToGreet(string? name) => name is null || Matches(LooksLikeLink(), name) ? null : name;

    private static bool IsPlaceholder(string value) => Placeholders.Contains(value.Trim('(', ')', '[', ']', '<', '>', '"', '\'', ' '))
        || !NameSign().IsMatch(value);

    // Both forms: composing reveals look-alikes, but also hides a > under the stroke that follows it.
    private static bool Matches(Regex pattern, string value) => pattern.IsMatch(value) || pattern.IsMatch(value.Normalize(NormalizationForm.FormKC));

    // A letter, a digit, or a picture such as an emoji; dashes, dots and other characters alone are not a name.
    [GeneratedRegex(@"[\p{L}\p{N}\p{M}\p{So}\p{Cs}]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameSign();

    // A scheme, www, a mail address, or a host name with a path. U+3002 is the ideographic full stop, which browsers read as the dot of a
    // host name.
    [GeneratedRegex(
        @"[<>]|://|www[.\u3002]|[^\s@]@[^\s@]+[.\u3002][^\s@]|[\p{L}\p{M}\p{N}][.\u3002][\p{L}\p{M}]{2,}(:\d+)?[/?#]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CarriesAddressOrMarkup();

    // A dot directly followed by any two letters, because new top-level domains appear.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}][.\u3002][\p{L}\p{M}]{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeLink();
}
