using System.Text.RegularExpressions;

namespace Storefront.Domain.Values;

/// <summary>The rule for a phone number: as people write it, in any country, up to 191 characters; we never dial it.</summary>
/// <remarks>Digits, the usual separators, and an extension. Spaces and hyphens of every kind become plain ones, and direction marks are
/// removed, because address books add them. A stricter rule would refuse valid numbers.</remarks>
public static partial class PhoneNumber
{
    private const int FewestDigits = 3;
    private const string ExtensionWords =
        "ext|extn|extension|extensión|x|toestel|tst|durchwahl|dw|apparat|app|nebenstelle|poste|interno|int|anexo|ramal|wewn|wew|"
        + "anknytning|ankn|lokal|alanumero|linka|klapka|mellék";

    /// <summary>Returns the problem, or null and the text to store; the text is null when there was only white space.</summary>
    public static Sentence? Check(string? text, out string? value)
    {
        if (TextRules.CheckOptionalValue(text, TextRules.MaxLength, out value) is { } problem)
        {
            return problem;
        }

        if (value is null)
        {
            return null;
        }

        var number = Label().Replace(value, "");
        if (number.Count(char.IsDigit) >= FewestDigits && Written().IsMatch(number))
        {
            value = number;
            return null;
        }

        value = null;
        return "Enter a phone number such as +31 20 123 4567.";
    }

    // A link's scheme, or the word before a number on a letterhead.
    [GeneratedRegex(@"^tel[.:]*\s*(?=[+(\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    // One extension after the number, in the languages of the delivery countries, or as tel: links write it.
    [GeneratedRegex(
        @"^[\d+\-()./#*, ]+(;?(" + ExtensionWords + @")[.:=]{0,2} ?\d[\d -]*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
