using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>The rules of the stylesheet: it works from right to left too, and its colours come from checked tokens.</summary>
public sealed partial class StyleTests
{
    private static readonly string[] Physical =
    [
        "left", "right", "top", "bottom", "width", "height", "min-width", "min-height", "max-width", "max-height", "float", "clear",
        "margin-left", "margin-right", "margin-top", "margin-bottom", "padding-left", "padding-right", "padding-top", "padding-bottom",
        "border-left", "border-right", "border-top", "border-bottom", "border-top-left-radius", "border-top-right-radius",
        "border-bottom-left-radius", "border-bottom-right-radius",
    ];

    private static readonly string[] Colored = [
        "color", "background", "border", "border-color", "outline", "accent-color", "border-block-start", "border-block-end", "border-inline-start",
        "border-inline-end"
    ];

    // Colours of print and of the background under a logo are fixed; the others are no colours.
    private static readonly string[] Fixed = ["#000", "#fff"];

    [Fact]
    public void Every_property_is_logical() =>
        Assert.Equal(
            [],
            StyleSheet.Declarations.Where(rule => Physical.Contains(rule.Property) || SideInValue().IsMatch(rule.Value))
                .Select(rule => $"{rule.Property}: {rule.Value}"));

    [Fact]
    public void Colours_come_from_tokens() => Assert.Equal([], StyleSheet.Declarations
        .SelectMany(rule => ColorInValue().Matches(rule.Value), (rule, color) => (rule.Property, rule.Value, Color: color.Value))
        .Where(rule => !Fixed.Contains(rule.Color)).Select(rule => $"{rule.Property}: {rule.Value}"));

    [Fact]
    public void Every_token_that_colours_something_is_in_the_table_of_pairs()
    {
        var used = StyleSheet.Declarations.Where(rule => Colored.Contains(rule.Property))
            .SelectMany(rule => TokenInValue().Matches(rule.Value).Select(token => token.Groups["name"].Value)).Distinct();

        Assert.Equal(
            [],
            used.Where(token => StyleSheet.Colors(isDark: false).ContainsKey(token) && !ColorPairs.Decoration.Contains(token)
                && !ColorPairs.All.Any(pair => pair.Front == token || pair.Back == token)));
    }

    [Fact]
    public void The_scan_finds_what_it_checks()
    {
        Assert.InRange(StyleSheet.Declarations.Count, 200, 2000);
        Assert.Contains(("padding", "var(--s3) var(--s4)"), StyleSheet.Declarations);
        Assert.Contains(StyleSheet.Declarations, rule => rule.Property == "margin-inline-start");
        Assert.InRange(StyleSheet.Colors(isDark: false).Count, 15, 100);
        Assert.Equal(StyleSheet.Colors(isDark: false).Keys.Order(), StyleSheet.Colors(isDark: true).Keys.Order());
        Assert.NotEqual(StyleSheet.Colors(isDark: false)["ink"], StyleSheet.Colors(isDark: true)["ink"]);
    }

    [GeneratedRegex(@"(?<![\w-])(left|right)(?![\w-])")]
    private static partial Regex SideInValue();

    [GeneratedRegex(@"(?<!['\w%])#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|color-mix\(")]
    private static partial Regex ColorInValue();

    [GeneratedRegex(@"var\(--(?<name>[a-z-]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex TokenInValue();
}
