using System.Text;

namespace Storefront.Platform.Mail;

/// <summary>Turns any text into the value of one header that can be nothing but the value of that header.</summary>
/// <remarks>RFC 5322, 2.2.3. Everything that goes into a header goes through <see cref="Clean"/>: no control character, line break or
/// direction override is left of it, whatever it was.</remarks>
internal static class HeaderText
{
    private const int LineWidth = 76;
    private const int LongestWord = 67;
    private const string MarksOfAnAddress = "\"\\<>";

    /// <summary>Text for people, such as a subject.</summary>
    public static string Of(string text) => Of(text, LongestWord);

    /// <summary>Text for programs: kept as it is if a line can hold it at all, since they may not decode it.</summary>
    public static string Of(string text, int longestWord)
    {
        var clean = Clean(text);
        return EncodedWords.AreNeededFor(clean, longestWord) ? EncodedWords.Encode(clean) : clean;
    }

    /// <summary>A display name and an address, of which only the address can be taken for one.</summary>
    public static string Of(string? name, EnvelopeAddress address)
    {
        var clean = Clean(string.Concat((name ?? "").Where(c => !MarksOfAnAddress.Contains(c, StringComparison.Ordinal))));
        return clean.Length == 0 ? address.ToString()
            : EncodedWords.AreNeededFor(clean, LongestWord) ? $"{EncodedWords.Encode(clean)} <{address}>"
            : $"\"{clean}\" <{address}>";
    }

    /// <summary>Writes a header in lines of at most 76 characters, as far as its words allow.</summary>
    public static void AppendTo(StringBuilder output, string name, string value)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        foreach (var word in Clean(value).Split(' '))
        {
            if (column + 1 + word.Length > LineWidth && column > name.Length + 1)
            {
                output.Append("\r\n");
                column = 0;
            }

            output.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        output.Append("\r\n");
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsBreakOrOverride(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // Joiners are format characters too, and stay: emoji and Persian words are made with them.
    private static bool IsBreakOrOverride(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
