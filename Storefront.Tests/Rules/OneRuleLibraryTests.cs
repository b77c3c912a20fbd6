using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Field validation is in one place, the Domain: no door and no operation checks characters or lengths itself, and no framework
/// does.</summary>
public sealed partial class OneRuleLibraryTests
{
    // Samples for developers.
    private const string Development = "Development";

    [Fact]
    public void No_feature_inspects_the_characters_of_a_text() => Assert.Equal([], (
        from source in Sources.All
        where (source.Layer is "Features" or "Components" or "Admin") && source.Part != Development
        from Match word in SecondRule().Matches(source.Code)
        select $"{source.Path} names {word.Value}").Distinct());

    [Fact]
    public void The_scan_detects_an_offender()
    {
        Assert.Contains(Sources.All, source => source.Layer == "Domain" && SecondRule().IsMatch(source.Code));
        Assert.Matches(LimitOfABrowser(), "<input maxlength=\"20\" />");
    }

    [Fact]
    public void The_ends_of_a_text_are_cleaned_in_one_place() => Assert.Equal([], (
        from source in Sources.All
        where source.Layer == "Domain" && !source.Path.EndsWith("/TextRules.cs", StringComparison.Ordinal)
        && source.Code.Contains(".Trim()", StringComparison.Ordinal)
        select source.Path));

    [Fact]
    public void No_field_has_a_limit_that_only_the_browser_checks() => Assert.Equal([], (
        from source in Sources.All
        where source.Path.EndsWith(".razor", StringComparison.Ordinal) && LimitOfABrowser().IsMatch(source.Text)
        select source.Path));

    /// <remarks>The two lengths a page shows are the library's; a third one written elsewhere would be a second rule.</remarks>
    [Fact]
    public void The_maximum_length_is_defined_once_for_rules_and_once_for_tables() => Assert.Equal(
        [
            "Domain/Security/PasswordRules.cs", "Domain/Values/EmailAddress.cs", "Domain/Values/TextRules.cs", "Platform/Callers/Device.cs",
            "Platform/Persistence/Mappings/Columns.cs"
        ],
        Sources.All.Where(source => source.Part != Development && Longest().IsMatch(source.Code)).Select(source => source.Path)
            .Order(StringComparer.Ordinal));

    [GeneratedRegex(
        @"\b((Generated)?Regex|RegularExpressions?|DataAnnotations|MailAddress|EmailAddressAttribute|StringLength|EnumerateRunes"
                + @"|(char|Rune)\.Is\w+|ToUpperInvariant|ToLowerInvariant|Normalize)\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex SecondRule();

    [GeneratedRegex(@"\b(maxlength|minlength|pattern)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex LimitOfABrowser();

    [GeneratedRegex(@"\b191\b")]
    private static partial Regex Longest();
}
