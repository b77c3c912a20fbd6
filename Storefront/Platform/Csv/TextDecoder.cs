using System.Text;
using System.Text.Unicode;

namespace Storefront.Platform.Csv;

/// <summary>Decodes a file whose encoding nobody has stated: UTF-8, UTF-16 or Windows-1252.</summary>
/// <remarks>A file that was put together from two exports may mix UTF-8 and Windows-1252. So a file that is not UTF-8 is decoded line by
/// line, and a line that is valid UTF-8 is read as such.</remarks>
internal static class TextDecoder
{
    public const string Utf8Name = "utf-8";
    public const string Utf16Name = "utf-16";
    public const string Windows1252Name = "windows-1252";

    private static readonly Encoding _windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // The bytes that Windows-1252 leaves open become these control characters.
    private static readonly char[] _undefined = ['\u0081', '\u008D', '\u008F', '\u0090', '\u009D'];

    /// <summary>The text, its encoding, and the lines that are in another encoding than the rest; a problem when it is in none of the
    /// three.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }
        else if (Utf16Of(bytes) is { } utf16)
        {
            return new(utf16.GetString(bytes).TrimStart('\uFEFF'), Utf16Name, []);
        }

        return Utf8.IsValid(bytes) ? new(Encoding.UTF8.GetString(bytes), Utf8Name, []) : ByLine(bytes);
    }

    /// <summary>The index of the first character that Windows-1252 does not have, or -1.</summary>
    public static int FindUndefined(DecodedText decoded) =>
        decoded.Encoding == Windows1252Name ? decoded.Text.IndexOfAny(_undefined) : decoded.Text.IndexOf('\uFFFD');

    private static UnicodeEncoding? Utf16Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new(bigEndian: bytes[0] == 0xFE, byteOrderMark: true);
        }

        // Without a mark: every other byte of Western text is zero.
        var (even, odd) = (0, 0);
        for (var i = 0; i < Math.Min(bytes.Length, 2000); i++)
        {
            (even, odd) = bytes[i] != 0 ? (even, odd) : i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        }

        var most = Math.Min(bytes.Length, 2000) / 2;
        return (even, odd) switch
        {
            (0, var zeros) when most > 0 && zeros > most * 2 / 3 => new(bigEndian: false, byteOrderMark: false),
            (var zeros, 0) when most > 0 && zeros > most * 2 / 3 => new(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
    }

    private static DecodedText ByLine(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var mixed = new List<int>();
        for (var line = 1; bytes.Length > 0; line++)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..(end + 1)];
            var isUtf8 = !Ascii.IsValid(part) && Utf8.IsValid(part);
            text.Append((isUtf8 ? Encoding.UTF8 : _windows1252).GetString(part));
            if (isUtf8)
            {
                mixed.Add(line);
            }

            bytes = bytes[part.Length..];
        }

        return new(text.ToString(), Windows1252Name, mixed);
    }
}

/// <summary>A file as text.</summary>
/// <param name="Text">The text, without a byte-order mark.</param>
/// <param name="Encoding">The encoding of the file, or of most of it.</param>
/// <param name="MixedLines">The lines in UTF-8 of a file in Windows-1252.</param>
internal sealed record DecodedText(string Text, string Encoding, IReadOnlyList<int> MixedLines);
