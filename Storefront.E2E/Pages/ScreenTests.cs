using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>Every page in every state that looks different, at both shops, inspected as <see cref="Inspection"/> says.</summary>
[Collection(OnTheSite.Name)]
public sealed class ScreenTests(Site site)
{
    public static IEnumerable<object[]> Walks => Tours.All.Keys.SelectMany(tour => new[] { new object[] { tour, "aurora" }, [tour, "birch"] });

    [Theory, MemberData(nameof(Walks))]
    public async Task Every_page_of_a_walk_can_be_read_and_used_by_everybody(string tour, string host)
    {
        var shop = host == "aurora" ? site.Aurora : site.Birch;
        await using var visitor = await site.VisitAsync(shop);
        var walk = new Walk(site, shop, visitor);

        await Tours.All[tour](walk);

        Assert.Empty(walk.Problems);
    }
}
