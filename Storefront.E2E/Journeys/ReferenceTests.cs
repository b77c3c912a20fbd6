using Microsoft.Playwright;
using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>An integrator reads the API reference, by day and by night.</summary>
public sealed class ReferenceTests(Site site) : IClassFixture<Site>
{
    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task The_reference_lists_every_path_and_the_browser_complains_of_nothing(ColorScheme scheme)
    {
        await using var reader = await site.VisitAsync(site.Aurora, new() { ColorScheme = scheme });

        await reader.OpenAsync(new(site.At("localhost"), "/docs"));
        await reader.Page.GetByText("Invite a customer by e-mail").First.WaitForAsync();

        reader.AssertSilent();
        Assert.False(await reader.Page.Locator(".topbar svg").First.IsVisibleAsync());
        await reader.OpenAsync(new(site.At("localhost"), "/docs/samples"));
        Assert.Equal("API samples", await reader.HeadingAsync());
        reader.AssertSilent();
    }
}
