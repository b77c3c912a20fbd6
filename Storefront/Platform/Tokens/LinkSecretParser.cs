using Storefront.Platform.Links;

namespace Storefront.Platform.Tokens;

/// <summary>Extracts the secret of a mailed link from what transport has made of it, such as a full stop
/// behind the link or a line break inside it.</summary>
/// <remarks>A secret has letters and digits only, so any other character was added on the way. A secret that was cut off, or whose letters
/// changed case, stays unknown.</remarks>
public static class LinkSecretParser
{
    private const int LongestText = 2000;

    // Longer than any secret with the sign before it; what follows cannot be part of one.
    private const int LongestRun = 64;

    // Quoted-printable's encoding of "=".
    private const string EqualsSign = "3D";

    /// <summary>The first run of letters and digits in the text; null when there is none.</summary>
    public static string? Run(string? text)
    {
        var given = text?.Length > LongestText ? text[..LongestText] : text ?? "";
        var run = LinkText.Unfold(LinkText.Decode(LinkText.Unfold(given))).SkipWhile(sign => !char.IsAsciiLetterOrDigit(sign))
            .TakeWhile(char.IsAsciiLetterOrDigit);
        return string.Concat(run.Take(LongestRun)) is { Length: > 0 } found ? found : null;
    }

    /// <summary>The secrets that the text may contain, the likeliest first; none without a letter or digit.</summary>
    public static IEnumerable<string> Read(string? text)
    {
        if (Run(text) is not { } run)
        {
            return [];
        }

        string[] readings = run.StartsWith(EqualsSign, StringComparison.OrdinalIgnoreCase) ? [run, run[EqualsSign.Length..]] : [run];
        return readings.Concat(readings.SelectMany(reading =>
            LinkKey.Lengths.Where(length => length < reading.Length).Select(length => reading[..length])));
    }
}
