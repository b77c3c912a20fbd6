using System.Text;

namespace Storefront.Platform.Mail.Transport;

/// <summary>Cleans text on its way into a header: no control character, line break or direction override is left of it.</summary>
/// <remarks>MimeKit encodes and folds what is left (RFC 2047, RFC 5322 2.2.3).</remarks>
internal static class HeaderText
{
    private const string MarksOfAnAddress = "\"\\<>";

    /// <summary>A display name, of which nothing can be taken for an address.</summary>
    public static string CleanName(string? name) => CleanText(string.Concat((name ?? "").Where(c => !MarksOfAnAddress.Contains(c, StringComparison.Ordinal))));

    /// <summary>Text for people, of which nothing is decoded that was not encoded: MimeKit passes on what looks like an encoded word.</summary>
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

    // Joiners are format characters too, and stay: emoji and Persian words are made with them.
    private static bool IsBreakOrOverride(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
