using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>Folds a text for a search by its beginning: without capitals, accents and doubled spaces, the same on every database.</summary>
public static class SearchText
{
    public const int MaxLength = TextRules.MaxLength;

    /// <summary>Stands behind every text that begins with a folded one.</summary>
    private const string Last = "\U0010FFFF";

    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var folded = new StringBuilder(text.Length);
        foreach (var sign in Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsWhiteSpace(sign))
            {
                _ = folded.Length == 0 || folded[^1] == ' ' ? folded : folded.Append(' ');
            }
            else if (char.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(sign));
            }
        }

        var result = folded.ToString().TrimEnd();
        return result.Length <= MaxLength ? result : result[..(char.IsHighSurrogate(result[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    /// <summary>The beginning of an address, as canonical addresses are written.</summary>
    public static string FoldAddress(string text) => text.Trim().ToLowerInvariant();

    /// <summary>The least text that comes after all those that begin with this one, in the order of code points.</summary>
    public static string EndOf(string beginning) => beginning + Last;
}
