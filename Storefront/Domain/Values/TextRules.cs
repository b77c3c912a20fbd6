using System.Buffers;
using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>The rules for a line of text, whoever typed, pasted or sent it: what is dropped, folded and refused; lengths in Unicode code
/// points.</summary>
/// <remarks>At the two ends white space is dropped, and what pasting brings along unseen. Text that people read keeps its letters; its spaces
/// become plain ones and its non-breaking hyphens plain ones. Refused in it is what a reader cannot see: controls, line breaks, direction marks,
/// zero-width signs, half surrogate pairs. Two kinds of hidden sign belong to real names and stay: a joiner (U+200C, U+200D) between two letters of
/// Arabic, Indic and kindred scripts or between two emoji, and a variation selector after an emoji, a digit or a non-ASCII letter. Emoji tag
/// sequences (flags of regions) are refused: they can carry a hidden text. A value that is compared, dialled or looked up is folded as a
/// whole.</remarks>
public static class TextRules
{
    public const int MaxLength = 191;
    private static readonly Sentence Unseen = "Leave out line breaks and invisible characters.";

    /// <summary>Text that people read, such as a name, a street or a company: what is wrong, or null and the text to keep; null when nothing was
    /// given.</summary>
    public static Sentence? CheckOptionalLine(string? text, int max, out string? value)
    {
        value = TrimEnds(text);
        return Judge(Characters.IsWellFormed(value) ? WithPlainSpaces(value) : value, max, out value);
    }

    /// <summary>A value that is compared, dialled or looked up, such as a postcode, a city, a phone or what is searched for: what is wrong, or null
    /// and the value, folded.</summary>
    public static Sentence? CheckOptionalValue(string? text, int max, out string? value)
    {
        value = TrimEnds(text);

        // Long texts are refused before they are folded, which takes its time.
        return Judge(Characters.MoreThan(max, value) ? value : Fold(value), max, out value);
    }

    /// <summary>Brings a value to the form in which it is compared: compatibility forms (NFKC), no unseen signs, one kind of space and one of
    /// hyphen.</summary>
    /// <remarks>Text that cannot be composed stays as it is, to be refused by whoever judges it.</remarks>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text) || !Characters.IsWellFormed(text))
        {
            return TrimEnds(text);
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(rune => !Characters.IsPastedUnseen(rune)))
        {
            folded.Append(Characters.IsSpace(rune) ? " " : Characters.IsDash(rune) ? "-" : rune.ToString());
        }

        return TrimEnds(folded.ToString());
    }

    /// <summary>Drops white space, and what pasting brings along unseen, from the two ends; nothing becomes an empty text.</summary>
    public static string TrimEnds(string? text)
    {
        var rest = (text ?? "").AsSpan();
        while (Rune.DecodeFromUtf16(rest, out var first, out var length) == OperationStatus.Done && IsNothing(first))
        {
            rest = rest[length..];
        }

        while (Rune.DecodeLastFromUtf16(rest, out var last, out var length) == OperationStatus.Done && IsNothing(last))
        {
            rest = rest[..^length];
        }

        return rest.ToString();
    }

    internal static Sentence TooLong(int max) => new("Use at most {0} characters.", max);

    /// <summary>Tells whether a text holds what nobody can see and no script needs.</summary>
    internal static bool HidesSomething(string text)
    {
        var line = text.EnumerateRunes().ToArray();
        return Enumerable.Range(0, line.Length).Any(i =>
            Characters.IsHidden(line[i]) && !JoinsItsNeighbours(line, i) && !VariesTheOneBefore(line, i));
    }

    private static Sentence? Judge(string line, int max, out string? value)
    {
        value = null;
        if (line.Length == 0)
        {
            return null;
        }

        if (Characters.MoreThan(max, line))
        {
            return TooLong(max);
        }

        if (!Characters.IsWellFormed(line) || HidesSomething(line))
        {
            return Unseen;
        }

        value = line;
        return null;
    }

    private static bool IsNothing(Rune rune) => Rune.IsWhiteSpace(rune) || Characters.IsPastedUnseen(rune);

    // A no-break space or hyphen looks like a plain one, and nobody finds a name by it.
    private static string WithPlainSpaces(string line) => Ascii.IsValid(line) ? line : string.Concat(line.Select(sign =>
        char.GetUnicodeCategory(sign) == UnicodeCategory.SpaceSeparator ? ' ' : sign is '\u2010' or '\u2011' ? '-' : sign));

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
