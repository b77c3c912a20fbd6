using System.Globalization;

namespace Storefront.Platform.Links;

/// <summary>Undoes what mail programs, filters and people do to the text of a link.</summary>
internal static class LinkText
{
    // Each filter on the way may have encoded the link again.
    private const int MostEncodings = 4;

    /// <summary>The text, decoded while percent signs remain.</summary>
    public static string Decode(string text)
    {
        for (var times = 0; times < MostEncodings && text.Contains('%', StringComparison.Ordinal); times++)
        {
            text = Uri.UnescapeDataString(text);
        }

        return text;
    }

    /// <summary>The text in one piece: without line breaks, quote marks, spaces and invisible characters.</summary>
    /// <remarks>Quoted-printable ends a broken line with "=", and a quoted mail begins the next one with ">".</remarks>
    public static string Unfold(string text)
    {
        var lines = text.Split('\r', '\n');
        for (var line = 1; line < lines.Length; line++)
        {
            lines[line] = lines[line].TrimStart(' ', '\t', '>', '|');
            lines[line - 1] = lines[line - 1].TrimEnd('=');
        }

        return string.Concat(string.Concat(lines).Where(sign => !IsUnseen(sign)));
    }

    private static bool IsUnseen(char sign) =>
        char.IsWhiteSpace(sign) || char.IsControl(sign) || CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.Format;
}
