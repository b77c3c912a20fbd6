using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>Classifies single characters for the text rules. A character is a Unicode code point, not a UTF-16 unit and not a
/// grapheme.</summary>
/// <remarks>Categories follow the Unicode Character Database; hidden characters follow its Default_Ignorable_Code_Point property (UAX 44).
/// In globalization-invariant mode text cannot be composed or folded: then <see cref="CanCompose"/> is false, and the application should
/// not start.</remarks>
internal static class Characters
{
    public static bool CanCompose => "\uFF20".Normalize(NormalizationForm.FormKC) == "@";

    public static bool MoreThan(int max, string text) => text.Length > 2 * max || (text.Length > max && Count(text) > max);

    public static int Count(string text) => text.EnumerateRunes().Count();

    /// <summary>Whether the text can be composed and encoded as UTF-8: no lone surrogates, no noncharacters.</summary>
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

    /// <summary>Whether this is a letter, a combining mark or a decimal digit of any script: what an internationalized domain may contain
    /// beyond ASCII (RFC 5892).</summary>
    public static bool IsWordPart(Rune rune) =>
        (Rune.IsLetter(rune) || IsMark(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) && !IsHidden(rune);

    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Whether the character looks like or stands for ASCII, such as a full-width @ or the Kelvin sign. Other programs read it as
    /// ASCII.</summary>
    public static bool BecomesAscii(Rune rune) =>
        !rune.IsAscii && rune.ToString().Normalize(NormalizationForm.FormKC).Any(char.IsAscii);

    public static bool IsVariationSelector(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Whether the character is invisible: controls, line separators, direction marks and default-ignorable characters.</summary>
    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || IsVariationSelector(rune)
        || IsBlankLetter(rune)
        || IsNoncharacter(rune);

    /// <summary>Invisible characters that copying adds: zero-width characters, direction marks, byte-order marks, soft hyphens, fillers,
    /// the object replacement character.</summary>
    /// <remarks>Controls, tags and variation selectors are not included: they are never accidental, or belong to the character before
    /// them.</remarks>
    public static bool IsPastedUnseen(Rune rune) => rune.Value is
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F) or 0x2800 or 0x3164 or 0xFEFF or 0xFFA0 or (>= 0xFFF9 and <= 0xFFFC);

    public static bool IsSpace(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;

    /// <summary>A hyphen, a dash of any length, or the minus sign.</summary>
    public static bool IsDash(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation || rune.Value == 0x2212;

    // Letters and marks without a shape: grapheme joiner, Hangul fillers, Khmer and Mongolian fillers, empty Braille, the unused tag plane.
    private static bool IsBlankLetter(Rune rune) => rune.Value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or 0xFFA0
        or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsNoncharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
