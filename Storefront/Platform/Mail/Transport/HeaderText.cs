using System.Text;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Cleans text for a header: removes control characters, line breaks and direction overrides.</summary>
/// <remarks>MimeKit encodes and folds the result (RFC 2047, RFC 5322 2.2.3).</remarks>
internal static class HeaderText
{
    private const string MarksOfAnAddress = "\"\\<>";

    /// <summary>A display name without anything that could be read as an address.</summary>
    public static string CleanName(string? name) =>
        CleanText(string.Concat((name ?? "").Where(c => !MarksOfAnAddress.Contains(c, StringComparison.Ordinal))));

    /// <summary>Text for people. It contains nothing that looks like an encoded word, because MimeKit passes such text on
    /// unencoded.</summary>
    public static string CleanText(string text) => Clean(text).Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>Text for programs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsBreakOrOverride(rune) ? " " : rune.ToString());
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // Joiners are format characters too, but emoji and Persian words need them.
    private static bool IsBreakOrOverride(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
