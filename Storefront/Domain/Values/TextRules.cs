using System.Text;

namespace Storefront.Domain.Values;

/// <summary>The rule for an optional line of text: names, phone, company, tax number; lengths in Unicode code points.</summary>
/// <remarks>White space at the ends is removed; everything else is kept as given. Invisible characters are refused: controls, line breaks,
/// direction marks, zero-width characters, lone surrogates. Two kinds occur in real names and are allowed: a joiner (U+200C, U+200D)
/// between two letters of Arabic, Indic and related scripts or between two emoji, and a variation selector after an emoji, a digit or a
/// non-ASCII letter. Emoji tag sequences (flags of regions) are refused, because they can hide a text.</remarks>
public static class TextRules
{
    public const int MaxLength = 191;

    /// <summary>Returns the problem, or null and the text to store; the text is null when there was only white space.</summary>
    public static Sentence? CheckOptionalLine(string? text, int max, out string? value)
    {
        value = null;
        var line = text?.Trim();
        if (string.IsNullOrEmpty(line))
        {
            return null;
        }

        if (Characters.MoreThan(max, line))
        {
            return TooLong(max);
        }

        if (!Characters.IsWellFormed(line) || HidesSomething([.. line.EnumerateRunes()]))
        {
            return "Leave out line breaks and invisible characters.";
        }

        value = line;
        return null;
    }

    internal static Sentence TooLong(int max) => new("Use at most {0} characters.", max);

    private static bool HidesSomething(Rune[] line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (Characters.IsHidden(line[i]) && !JoinsItsNeighbours(line, i) && !VariesTheOneBefore(line, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool JoinsItsNeighbours(Rune[] line, int i)
    {
        if (line[i].Value is not (0x200C or 0x200D) || i == 0 || i == line.Length - 1)
        {
            return false;
        }

        var (before, after) = (line[i - 1], line[i + 1]);
        return (IsLetterThatJoins(before) && IsLetterThatJoins(after))
            || (line[i].Value == 0x200D && EndsEmoji(before) && Rune.IsSymbol(after) && !after.IsAscii);
    }

    private static bool VariesTheOneBefore(Rune[] line, int i) =>
        Characters.IsVariationSelector(line[i]) && i > 0 && !Characters.IsHidden(line[i - 1])
        && (line[i - 1].IsAscii ? Rune.IsDigit(line[i - 1]) || line[i - 1].Value is '#' or '*' : !Rune.IsWhiteSpace(line[i - 1]));

    // Arabic to Mongolian: the scripts in which a joiner changes how a word is written.
    private static bool IsLetterThatJoins(Rune rune) => rune.Value is >= 0x0600 and <= 0x18AF && Characters.IsWordPart(rune);

    private static bool EndsEmoji(Rune rune) => (Rune.IsSymbol(rune) && !rune.IsAscii) || rune.Value == 0xFE0F;
}
