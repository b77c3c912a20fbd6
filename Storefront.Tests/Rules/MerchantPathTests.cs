using System.Text.RegularExpressions;
using Storefront.Platform.Api;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>Every path for merchants names its ability, and the right one (contract 4.5).</summary>
public sealed partial class MerchantPathTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    /// <summary>Any token may ask what it may do.</summary>
    private static readonly string[] ForAnyToken = ["tokens/self"];

    private IEnumerable<(string Path, Ability? Ability)> Paths =>
        from endpoint in platform.ApiEndpoints()
        where endpoint.Audience.Kind == ApiAudienceKind.Merchant
        select (endpoint.Path, endpoint.Audience.Ability);

    [Fact]
    public void No_path_for_merchants_is_without_an_ability() =>
        Assert.Equal(ForAnyToken, Paths.Where(path => path.Ability is null).Select(path => path.Path));

    [Fact]
    public void Whatever_only_reads_needs_the_ability_to_read_and_nothing_else_does()
    {
        var named = Paths.Where(path => path.Ability is not null).ToList();

        Assert.Equal([], named.Where(path =>
            path.Ability != Ability.ManageWebhooks && path.Ability != Ability.ManageTokens
                && ReadingPattern().IsMatch(path.Path) == path.Ability!.Writes));
        Assert.Equal([], named.Where(path => path.Path.Split('/')[0] != path.Ability!.Name.Split('.')[0]));
    }

    [Fact]
    public void Plural_paths_are_the_merchants_and_only_they_are() => Assert.Equal(
        platform.ApiEndpoints().Select(endpoint => endpoint.Path).Where(path => !path.StartsWith("customer/", StringComparison.Ordinal)).Order(),
        Paths.Select(path => path.Path).Order());

    [GeneratedRegex("/(all|counts|get|list|rows|preview|deletion-preview|inspect)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ReadingPattern();
}
