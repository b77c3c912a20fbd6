using System.Globalization;
using System.Text;

namespace Storefront.Tests.Domain;

/// <summary>Strings that have broken other programs, and a reproducible stream of random strings made of their pieces.</summary>
internal static class HostileText
{
    private static readonly string[] _pieces =
    [
        "a", "Z", "0", "jane", "example", "com", "@", ".", "..", "-", "_", "+", "'", "\"", "<", ">", "(", ")", "[", "]", "{{7*7}}", "${x}", "<%=1%>",
        ",", ";", ":", "\\", "/", "%", "%00", " ",
        "\0", "\r\n", "\n", "\t", "\u001b[31m", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u2028", "\u2029", "\u3000", "\u200b", "\u200c", "\u200d",
        "\u2060", "\ufeff", "\u202e", "\u2066", "\u200f", "\u061c",
        "\ud800", "\udc00", "\udbff", "\ufffe", "\uffff", "\ufdd0", "\ufffd", "\U0001F600", "\ufe0f", "\U000E0100", "\U000E0041", "\uff20", "\uff0e",
        "\u3002", "\u2024", "\uff41", "\u212a", "\u017f", "\u0130", "\u0131",
        "\u00df", "\u00e9", "e\u0301", "\u0301", "\u0338", "\ufb03", "\ufdfa", "\u3164", "\u115f", "\u2800", "xn--", "xn--bcher-kva", "xn--a", "://",
        "www.", "::1", "127.0.0.1", "0x7f", "80", "日本", "مرحبا", "שלום", "ß",
    ];

    private static readonly string[] _long =
        ["a", "@", ".", "a.", "-", "\u0301", "é", "\U0001F600", "\ud800", " ", "\u200b", "xn--", "9", "a@", "[", ":", "<", "www."];

    /// <summary>Hostile strings, among them strings of 200 KB for every kind of cost.</summary>
    public static IEnumerable<string> Known() =>
    [
        .. _pieces,
        .. _long.Select(Long),
        Long("a") + "@example.com", "a@" + Long("a.") + "com", "[" + Long(":") + "]", Long("x") + ":80",
    ];

    public static string Long(string piece) => string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

    /// <summary>The same strings in every run: a linear congruential sequence picks one to twelve pieces.</summary>
    public static IEnumerable<string> Nonsense(int count, uint seed = 20_260_801)
    {
        var state = seed;
        int Next(int below)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            return (int)((state >> 8) % (uint)below);
        }

        for (var i = 0; i < count; i++)
        {
            var text = new StringBuilder();
            for (var pieces = 1 + Next(12); pieces > 0; pieces--)
            {
                text.Append(_pieces[Next(_pieces.Length)]);
            }

            yield return text.ToString();
        }
    }

    /// <summary>Runs in the Turkish culture, whose capital of i has a dot.</summary>
    public static T InTurkish<T>(Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
