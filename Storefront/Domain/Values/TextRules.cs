using System.Buffers;
using System.Globalization;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>The rules for a line of text, whoever typed, pasted or sent it: what is removed, folded and refused; lengths in Unicode code
/// points.</summary>
/// <remarks>White space and invisible characters are removed at both ends. Text for readers keeps its letters; its spaces and non-breaking
/// hyphens become plain ones. Invisible characters inside it are refused: controls, line breaks, direction marks, zero-width characters,
/// lone surrogates. Two kinds occur in real names and are allowed: a joiner (U+200C, U+200D) between two letters of Arabic, Indic and
/// related scripts or between two emoji, and a variation selector after an emoji, a digit or a non-ASCII letter. Emoji tag sequences (flags
/// of regions) are refused, because they can hide a text. A value that is compared, dialled or looked up is folded as a whole.</remarks>
public static class TextRules
{
    public const int MaxLength = 191;
    private static readonly Sentence Unseen = "Leave out line breaks and invisible characters.";

    /// <summary>Validates text for readers, such as a name, a street or a company: returns the problem, or null and the text to store; null
    /// when nothing was given.</summary>
    public static Sentence? CheckOptionalLine(string? text, int max, out string? value)
    {
        value = TrimEnds(text);
        return Judge(Characters.IsWellFormed(value) ? WithPlainSpaces(value) : value, max, out value);
    }

    /// <summary>Validates a value that is compared, dialled or looked up, such as a postcode, a city, a phone number or a search: returns
    /// the problem, or null and the folded value.</summary>
    public static Sentence? CheckOptionalValue(string? text, int max, out string? value)
    {
        value = TrimEnds(text);

        // Long texts are refused before folding, which takes time.
        return Judge(Characters.MoreThan(max, value) ? value : Fold(value), max, out value);
    }

    /// <summary>The form of a value for comparison: compatibility forms (NFKC), no invisible characters, one kind of space and one of
    /// hyphen.</summary>
    /// <remarks>Text that cannot be composed is returned as it is; the rule refuses it.</remarks>
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

    /// <summary>Removes white space and invisible characters at both ends; null becomes an empty text.</summary>
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

    /// <summary>Whether a text contains invisible characters that no script needs.</summary>
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

    // A no-break space or hyphen looks like a plain one, and a search would not find the name.
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
