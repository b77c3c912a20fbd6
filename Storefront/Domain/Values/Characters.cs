using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>What the rules for text ask about single characters, that is Unicode code points, never UTF-16 units or what a screen shows as one sign.</summary>
/// <remarks>Categories follow the Unicode Character Database, hidden ones its Default_Ignorable_Code_Point property (UAX 44).
/// Without a full Unicode library (globalization-invariant mode) nothing can be composed or folded:
/// <see cref="CanCompose"/> is false then, and the application should not start.</remarks>
internal static class Characters
{
    public static bool CanCompose => "\uFF20".Normalize(NormalizationForm.FormKC) == "@";

    public static bool MoreThan(int max, string text) => text.Length > 2 * max || (text.Length > max && Count(text) > max);

    public static int Count(string text) => text.EnumerateRunes().Count();

    /// <summary>Tells whether the text can be composed and sent as UTF-8: no half surrogate pairs, no noncharacters.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune) || IsNoncharacter(rune))
            {
                return false;
            }

            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>A letter, a mark on a letter or a decimal digit of any script: what a name in an address may be made of beyond ASCII (RFC 5892).</summary>
    public static bool IsWordPart(Rune rune) =>
        (Rune.IsLetter(rune) || IsMark(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) && !IsHidden(rune);

    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>A sign that looks like or stands for ASCII, such as a full-width @ or the Kelvin sign: some other program will read it as ASCII.</summary>
    public static bool BecomesAscii(Rune rune) =>
        !rune.IsAscii && rune.ToString().Normalize(NormalizationForm.FormKC).Any(char.IsAscii);

    public static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Controls, line separators, direction marks and everything else that takes part in a text without being seen.</summary>
    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || IsVariationSelector(rune)
        || IsBlankLetter(rune)
        || IsNoncharacter(rune);

    // Letters and marks that draw nothing: the grapheme joiner, Hangul fillers, Khmer and Mongolian fillers, empty Braille, the unused tag plane.
    private static bool IsBlankLetter(Rune rune) => rune.Value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
