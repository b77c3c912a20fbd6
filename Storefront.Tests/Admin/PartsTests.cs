using Bunit;
using Storefront.Admin.Brand;
using Storefront.Admin.Parts;
using Storefront.Features.Merchants.Settings;
using Storefront.Platform.Api;
using Storefront.Platform.Results;

namespace Storefront.Tests.Admin;

/// <summary>The parts that screens are made of, in each of their states.</summary>
public sealed class PartsTests : AdminPartTest
{
    [Fact]
    public void A_part_that_loads_says_so_and_shows_nothing_else()
    {
        var part = Part(isLoading: true, null);

        Assert.Contains("Loading", part.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("b"));
    }

    [Fact]
    public void A_forbidden_part_names_the_role_and_offers_no_second_try()
    {
        var part = Part(isLoading: false, ApiErrors.Forbidden);

        Assert.Contains("Your role in this shop", part.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(part.FindAll("button"));
    }

    [Fact]
    public void A_refused_part_says_why_and_can_be_tried_again()
    {
        var part = Part(isLoading: false, new Refusal(RefusalKind.Conflict, "test", "Not now."));

        Assert.Contains("Not now.", part.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        part.Find("button").Click();
        Assert.Equal(1, _tries);
    }

    [Theory]
    [InlineData(1, 20, 45, "1 to 20 of 45", "/list?page=2")]
    [InlineData(2, 20, 45, "21 to 40 of 45", "/list?page=1 /list?page=3")]
    [InlineData(3, 20, 45, "41 to 45 of 45", "/list?page=2")]
    public void A_pager_tells_its_place_and_links_to_its_neighbours(int number, int size, int total, string place, string links)
    {
        var pager = Render<PageLinks>(parameters => parameters.Add(pages => pages.Number, number).Add(pages => pages.Size, size)
            .Add(pages => pages.Total, total).Add(pages => pages.AddressOf, page => $"/list?page={page}"));

        Assert.Equal(place, pager.Find("nav > span").TextContent);
        Assert.Equal(links, string.Join(' ', pager.FindAll("a").Select(link => link.GetAttribute("href"))));
    }

    [Fact]
    public void A_sorted_heading_says_its_direction()
    {
        var heading = Render<SortHeader>(parameters => parameters.Add(header => header.Text, "Name").Add(header => header.Key, "name")
            .Add(header => header.Sorted, ("name", true)).Add(header => header.AddressOf, key => $"/list?sort={key}"));

        Assert.Equal("descending", heading.Find("th").GetAttribute("aria-sort"));
        Assert.Equal("/list?sort=name", heading.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void A_picture_of_the_brand_tells_its_contrast_and_what_is_corrected()
    {
        var picture = Render<BrandPicture>(parameters => parameters.Add(brand => brand.Name, "On a light page")
            .Add(brand => brand.Form, new BrandForm { Name = "Aurora", Corners = "square" })
            .Add(brand => brand.Colors, BrandContrast.Of("#ffff00", "#7c2d12").Light));

        Assert.Contains("--corner:0", picture.Find("[aria-hidden]").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("lighter or darker", picture.Markup, StringComparison.Ordinal);
    }

    private int _tries;

    private IRenderedComponent<ScreenPart> Part(bool isLoading, Refusal? refusal) => Render<ScreenPart>(parameters => parameters
        .Add(part => part.IsLoading, isLoading).Add(part => part.Refusal, refusal).Add(part => part.OnRetry, () => _tries++)
        .AddChildContent("<b>content</b>"));
}
