using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Storefront.Domain.Values;

/// <summary>Normalizes a DNS name for comparison: ASCII, lower case, labels of 1 to 63 letters, digits and hyphens, at most 253 in all (RFC
/// 1123, RFC 5890, UTS 46).</summary>
/// <remarks>Stricter than UTS 46: a label beyond ASCII must consist of letters, marks and digits, and must survive a round trip through
/// Punycode. So no full-width letter, ligature, soft hyphen or Kelvin sign is read as another character. A name is written in Unicode or in
/// Punycode (xn--), not in both. Underscores are refused: host names have none.</remarks>
internal static class DnsName
{
    public const int MaxLength = 253;

    private static readonly IdnMapping _idna = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Returns the name in lower-case ASCII without a trailing dot, or null when it is not a DNS name.</summary>
    public static string? ToAscii(string name)
    {
        if (name.Length is 0 or > MaxLength || !Characters.IsWellFormed(name))
        {
            return null;
        }

        var lower = name.ToLowerInvariant();
        if (!Ascii.IsValid(name))
        {
            return Encode(name, lower);
        }

        var encoded = lower.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal));
        return IsHostName(lower) && (!encoded || IsHonest(lower)) ? lower : null;
    }

    /// <summary>Whether the last label is a number, as in one of the notations of an IPv4 address (WHATWG URL, "ends in a
    /// number").</summary>
    public static bool EndsInNumber(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last[2..].All(char.IsAsciiHexDigit)));
    }

    public static bool IsIPv4(string name) =>
        IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == name;

    private static string? Encode(string name, string lower)
    {
        if (!name.EnumerateRunes().All(rune => rune.IsAscii || (Characters.IsWordPart(rune) && !Characters.BecomesAscii(rune))))
        {
            return null;
        }

        var ascii = TryConvert(_idna.GetAscii, lower)?.ToLowerInvariant();
        return ascii is not null && IsHostName(ascii) && TryConvert(_idna.GetUnicode, ascii) == lower.Normalize(NormalizationForm.FormC)
            ? ascii
            : null;
    }

    // Punycode can encode forbidden characters, or plain ASCII in disguise. Neither survives the round trip.
    private static bool IsHonest(string ascii)
    {
        var unicode = TryConvert(_idna.GetUnicode, ascii);
        return unicode is not null && !Ascii.IsValid(unicode) && Encode(unicode, unicode.ToLowerInvariant()) == ascii;
    }

    private static bool IsHostName(string ascii) => ascii.Length <= MaxLength && ascii.Split('.').All(label =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private static string? TryConvert(Func<string, string> convert, string name)
    {
        try
        {
            return convert(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
