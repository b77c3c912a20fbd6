using System.Text.RegularExpressions;

namespace Storefront.Domain.Values;

/// <summary>Finds a mailed code in typed or pasted text: its digits, however they are grouped and whatever surrounds them.</summary>
public static partial class DigitCode
{
    /// <summary>The only group of so many digits in a text; null for none or several.</summary>
    public static string? Read(string? text, int length)
    {
        if (Characters.MoreThan(TextRules.MaxLength, text ?? ""))
        {
            return null;
        }

        var found = Groups().Matches(TextRules.Fold(text ?? ""))
            .Select(group => group.Value.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal))
            .Where(digits => digits.Length == length);
        return found.ToArray() is [var code] ? code : null;
    }

    [GeneratedRegex("[0-9]([0-9 -]*[0-9])?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groups();
}
