using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

public sealed class GalleryTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    // Parts that a page is made of and that are no piece to look at by themselves, and what stands at the foot of every page, this one too.
    private static readonly string[] Unseen = ["AccountName", "AddressLines", "HiddenField", "FieldFrame", "FormAlert", "ShopForm", "ShopMark", "ShopLogo", "SavedNote", "MailFrame", "InboxReceipt", "LanguageSwitch"];

    [Fact]
    public async Task It_is_shown_in_the_brand_of_the_shop_whose_host_it_is_opened_on()
    {
        Assert.Contains("#7c2d12", (await platform.Aurora.NewBrowser().GetAsync("/_dev/gallery")).Main, StringComparison.Ordinal);
        Assert.Contains("#14532d", (await platform.Birch.NewBrowser().GetAsync("/_dev/gallery")).Main, StringComparison.Ordinal);
        Assert.Equal("Gallery", (await new Browser(platform.Client("localhost")).GetAsync("/_dev/gallery")).Heading);
    }

    [Fact]
    public void Every_part_that_can_be_seen_is_in_it()
    {
        var gallery = string.Concat(Sources.All.Where(source => source.Path.StartsWith("Features/Development/Gallery/", StringComparison.Ordinal)).Select(source => source.Text));
        var parts = Sources.All.Where(source => source.Path.StartsWith("Platform/Web/Parts/", StringComparison.Ordinal) && source.Path.EndsWith(".razor", StringComparison.Ordinal))
            .Select(source => Path.GetFileNameWithoutExtension(source.Path)).Where(part => !part.StartsWith("Mail", StringComparison.Ordinal));

        Assert.Equal([], parts.Except(Unseen).Where(part => !gallery.Contains($"<{part}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Ids_are_given_once()
    {
        var ids = (await platform.Aurora.NewBrowser().GetAsync("/_dev/gallery")).Page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }
}
