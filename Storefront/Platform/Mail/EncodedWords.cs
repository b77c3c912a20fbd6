using System.Text;

namespace Storefront.Platform.Mail;

/// <summary>Writes text of any language into a header that holds only ASCII, without ever splitting a character.</summary>
/// <remarks>RFC 2047: base64 words of at most 75 characters, each a whole UTF-8 text of its own.</remarks>
internal static class EncodedWords
{
    // "Subject: " and one word of this many bytes still fit the 76 characters that RFC 2047 allows a line.
    private const int BytesPerWord = 39;

    /// <summary>True for text a reader would not get back as it is: beyond ASCII, looking like an encoded word, or too long to fold.</summary>
    public static bool AreNeededFor(string text, int longestWord) =>
        !Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal) || text.Split(' ').Any(word => word.Length > longestWord);

    public static string Encode(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>(BytesPerWord);
        Span<byte> character = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(character);
            if (bytes.Count + length > BytesPerWord)
            {
                words.Add(Word(bytes));
                bytes.Clear();
            }

            bytes.AddRange(character[..length]);
        }

        words.Add(Word(bytes));
        return string.Join(' ', words);
    }

    private static string Word(List<byte> bytes) => $"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=";
}
