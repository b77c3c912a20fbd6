using System.Text.RegularExpressions;

namespace Storefront.Domain.Values;

/// <summary>A brand colour, stored as <c>#rrggbb</c> in lower case, so that it can be written into a stylesheet unchanged.</summary>
public static partial class BrandColor
{
    public static Sentence? Check(string? text, out string color)
    {
        color = TextRules.TrimEnds(text).ToLowerInvariant();
        if (!Pattern().IsMatch(color))
        {
            return "Write a colour as # and six digits, such as #7c2d12.";
        }

        color = color.Length == 7 ? color : $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}";
        return null;
    }

    [GeneratedRegex("^#(?:[0-9a-f]{6}|[0-9a-f]{3})\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
