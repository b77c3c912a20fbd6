using System.Text;
using System.Text.RegularExpressions;

namespace Storefront.Domain.Values;

/// <summary>The rule for a first or last name: any script, up to 191 code points, but nothing that a mail program turns into a link or
/// markup.</summary>
/// <remarks>Names appear in mails to other people's addresses, so they must not carry advertisements. A dot directly followed by two
/// letters counts as a web address, whatever the letters: "Jr.", "J.R.R. Tolkien" and "Ph.D." pass, "J.Smith" needs a space. Look-alikes
/// (full-width letters, ideographic dots) are checked as what they resemble; the text is stored as given.</remarks>
public static partial class PersonName
{
    public static Sentence? Check(string? text, out string? value)
    {
        if (TextRules.CheckOptionalLine(text, TextRules.MaxLength, out value) is { } problem)
        {
            return problem;
        }

        // Both forms: composing reveals look-alikes, but also hides a > under the stroke that follows it.
        if (value is null || !(CarriesLinkOrMarkup().IsMatch(value) || CarriesLinkOrMarkup().IsMatch(value.Normalize(NormalizationForm.FormKC))))
        {
            return null;
        }

        value = null;
        return "Enter a name without web addresses or < and >, and with a space after each dot.";
    }

    // U+3002 is the ideographic full stop, which browsers read as the dot of a host name.
    [GeneratedRegex(@"[<>]|://|www[.\u3002]|[\p{L}\p{M}\p{N}][.\u3002][\p{L}\p{M}]{2}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CarriesLinkOrMarkup();
}
