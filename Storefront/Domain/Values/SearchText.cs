using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>Folds a text for a search: without capitals, accents and double spaces, the same on every database.</summary>
public static class SearchText
{
    public const int MaxLength = TextRules.MaxLength;

    /// <summary>A character that sorts after every folded text with the same prefix.</summary>
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

    /// <summary>The same for a number or an article's name, which people copy with other hyphens and spaces.</summary>
    public static string FoldCopied(string? text) => Fold(TextRules.Fold(text ?? ""));

    /// <summary>The beginning of an address, in the form of canonical addresses.</summary>
    public static string FoldAddress(string text) => TextRules.TrimEnds(text).ToLowerInvariant();

    /// <summary>The length of a text as a database counts it, in code points.</summary>
    public static int LengthOf(string text) => text.EnumerateRunes().Count();

    /// <summary>The lowest text after all texts with this prefix, in code point order.</summary>
    public static string EndOf(string beginning) => beginning + Last;
}
