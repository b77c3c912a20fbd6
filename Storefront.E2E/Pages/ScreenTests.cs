using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every page in every state that looks different, in every language, inspected as <see cref="Inspection"/> says.</summary>
[Collection(OnTheSite.Name)]
public sealed class ScreenTests(Site site)
{
    private static readonly string[] Shops = ["aurora", "birch", "cedar", "douglas"];

    public static IEnumerable<object[]> Walks => Tours.All.Keys.SelectMany(_ => Shops, (tour, shop) => new object[] { tour, shop });

    [Theory, MemberData(nameof(Walks))]
    public async Task Every_page_of_a_walk_can_be_read_and_used_by_everybody(string tour, string host)
    {
        var shop = site.Shop(host);
        await using var visitor = await site.VisitAsync(shop);
        var walk = new Walk(site, shop, visitor);

        await Tours.All[tour](walk);

        Assert.True(walk.Problems.Count == 0, string.Join('\n', walk.Problems));
    }
}
