using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>A test that a document names as proof exists under that name.</summary>
public sealed partial class DocumentedTestsTests
{
    [Theory, InlineData("docs/field-cases.md"), InlineData("docs/threats.md")]
    public void A_named_test_exists(string document)
    {
        var sources = Sources.Tests.Concat(Sources.BrowserTests).Select(source => source.Text).ToList();
        var words = sources.SelectMany(text => WordPattern().Matches(text)).Select(word => word.Value).ToHashSet();
        var named = WordPattern().Matches(File.ReadAllText(Path.Combine(Sources.Root, document))).Select(word => word.Value)
            .Where(word => word.EndsWith("Tests", StringComparison.Ordinal) || NamePattern().IsMatch(word)).Distinct().ToList();

        Assert.InRange(named.Count, 50, 2000);
        Assert.Equal([], named.Except(words));
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex WordPattern();

    // A test's name is a sentence of at least four words.
    [GeneratedRegex("^(?=.*[a-z])[A-Z][a-zA-Z0-9]*(_[a-zA-Z0-9]+){3,}$")]
    private static partial Regex NamePattern();
}
