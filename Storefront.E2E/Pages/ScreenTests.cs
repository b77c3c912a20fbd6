using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every page in every state that looks different, inspected by <see cref="Inspection"/>, once per language, in
/// parallel.</summary>
public abstract class ScreenTests(Site site, DemoShop shop)
{
    public static IEnumerable<object[]> Walks => Tours.All.Keys.Select(tour => new object[] { tour });

    [Theory, MemberData(nameof(Walks))]
    public async Task Every_page_of_a_tour_is_accessible(string tour)
    {
        await using var visitor = await site.VisitAsync(shop);
        var walk = new Walk(site, shop, visitor);

        await Tours.All[tour](walk);

        Assert.True(walk.Problems.Count == 0, string.Join('\n', walk.Problems));
    }
}

public sealed class AuroraScreens(Site site) : ScreenTests(site, site.Aurora), IClassFixture<Site>;

public sealed class BirchScreens(Site site) : ScreenTests(site, site.Birch), IClassFixture<Site>;

public sealed class CedarScreens(Site site) : ScreenTests(site, site.Cedar), IClassFixture<Site>;

public sealed class DouglasScreens(Site site) : ScreenTests(site, site.Douglas), IClassFixture<Site>;
