using System.Text.RegularExpressions;

namespace Storefront.Platform.Csv;

/// <summary>Detects letters that some program has read in a wrong encoding, before the file came to us or when it was decoded here.</summary>
/// <remarks>UTF-8 that was read as Windows-1252 leaves pairs such as "Ã¼". The code pages of DOS and of old Macs, read as Windows-1252, leave
/// signs between letters, such as "M„rz" or "MŸller". A few such cells are a warning; most of the accented cells are a wrong file.</remarks>
internal static partial class MisreadText
{
    private const char Lost = '\uFFFD';

    public static bool IsMisread(string cell, string encoding) =>
        !System.Text.Ascii.IsValid(cell)
        && (cell.Contains(Lost) || Utf8AsWindows1252().IsMatch(cell) || (encoding == TextDecoder.Windows1252Name && SignInsideWord().IsMatch(cell)));

    /// <summary>Whether a cell holds a letter of Western text beyond ASCII.</summary>
    public static bool IsAccented(string cell) => !System.Text.Ascii.IsValid(cell) && AccentedLetter().IsMatch(cell);

    [GeneratedRegex("[À-ÖØ-öø-ÿ]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AccentedLetter();

    // The first byte of a letter of two bytes (Ã Â Ä Å) or of a quote (â€), and a sign that Windows-1252 shows for the second.
    [GeneratedRegex(
        @"[ÃÂÄÅ][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013\u2014\u2018-\u201E"
            + @"\u2020-\u2022\u2026\u2030\u2039\u203A\u20AC\u2122]|â€",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Utf8AsWindows1252();

    [GeneratedRegex(
        @"\p{L}[‚„…†‡ˆ‰‹•˜™›§¢€”“]\p{Ll}|\p{L}[ŠŽŸ]\p{Ll}|\p{Ll}[ŠŽŸ]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SignInsideWord();
}
