using System.Text.RegularExpressions;

namespace Storefront.Tests.Support;

/// <summary>The stylesheet, as the rules read it.</summary>
public static partial class StyleSheet
{
    /// <summary>The sheet without its comments.</summary>
    public static string Text { get; } = Comments().Replace(File.ReadAllText(Path.Combine(Sources.Root, "wwwroot", "storefront.css")), "");

    /// <summary>Every declaration outside the tokens: property and value.</summary>
    public static IReadOnlyList<(string Property, string Value)> Declarations { get; } =
        [.. Declaration().Matches(Root().Replace(Text, "")).Select(match => (match.Groups["property"].Value, match.Groups["value"].Value.Trim()))];

    /// <summary>The colour tokens of a theme, in long form; the dark ones override the light ones.</summary>
    public static Dictionary<string, string> Colors(bool isDark) => Read(Text, isDark);

    /// <summary>The colour tokens that a CSS text sets for a theme, the later over the earlier.</summary>
    public static Dictionary<string, string> Read(string css, bool isDark)
    {
        var tokens = new Dictionary<string, string>();
        foreach (var root in Root().Matches(css).Where(root => isDark || !root.Groups["dark"].Success))
        {
            foreach (Match color in Color().Matches(root.Value))
            {
                tokens[color.Groups["name"].Value] = Long(color.Groups["value"].Value);
            }
        }

        return tokens;
    }

    private static string Long(string color) => color.Length == 7 ? color : $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}";

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?<dark>@media ?\(prefers-color-scheme: ?dark\) ?\{\s*)?:root ?\{[^}]*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Root();

    [GeneratedRegex(@"(?<=[;{]\s*)(?<property>-{0,2}[a-z][a-z-]*)\s*:(?<value>[^;{}]+)(?=[;}])", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"--(?<name>[a-z-]+): ?(?<value>#(?:[0-9a-f]{6}|[0-9a-f]{3}))\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Color();
}
