using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Storefront.Tests.Support;

namespace Storefront.Tests.Rules;

/// <summary>A page without a browser test is not known to be accessible.</summary>
public sealed partial class ScreenRuleTests
{
    [Fact]
    public void Every_page_is_a_stop_of_a_tour()
    {
        var tours = Sources.BrowserTests.Where(file => file.Path.StartsWith("Pages/", StringComparison.Ordinal))
            .SelectMany(file => Stop().Matches(file.Text))
            .Select(stop => stop.Groups["route"].Value).ToHashSet(StringComparer.Ordinal);
        var pages = typeof(Program).Assembly.GetTypes()
            .SelectMany(page => page.GetCustomAttributes<RouteAttribute>().Select(route => route.Template));

        Assert.Empty(pages.Where(page => !tours.Contains(page)).Select(page => $"{page}: let a tour in Storefront.E2E/Pages stop at it"));
    }

    // StopAsync("name", "/route" …), or the route that a file of one page keeps in a constant.
    [GeneratedRegex("""(StopAsync\("[^"]+", |const string Page = )"(?<route>/[^"]*)"[,);]""")]
    private static partial Regex Stop();
}
