using System.Text.RegularExpressions;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Development;

public sealed class GalleryTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    // Components without a look of their own, and the footer of every page, this one included.
    private static readonly string[] Unseen =
    [
        "AccountName", "AddressLines", "HiddenField", "FieldFrame", "FormAlert", "ShopForm", "ShopMark", "SavedNote", "MailFrame", "InboxReceipt",
        "LanguageSwitch", "SealedLinkField", "ShopFooterLinks",
    ];

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
        var gallery = string.Concat(Sources.All.Where(source => source.Path.StartsWith("Features/Development/Gallery/", StringComparison.Ordinal))
            .Select(source => source.Text));
        var parts = Sources.All.Where(source =>
            source.Path.StartsWith("Platform/Web/Components/", StringComparison.Ordinal) && source.Path.EndsWith(".razor", StringComparison.Ordinal))
            .Select(source => Path.GetFileNameWithoutExtension(source.Path)).Where(part => !part.StartsWith("Mail", StringComparison.Ordinal));

        Assert.Equal([], parts.Except(Unseen).Where(part => !gallery.Contains($"<{part}", StringComparison.Ordinal)));
    }

    // Classes without a look of their own: set by script or a single page, and places in the layout of every page.
    private static readonly string[] NoPiece = ["skip", "unseen", "home", "page", "languages", "search", "street", "town", "mail", "mark", "plate",
        "frame", "rail", "away"];

    [Fact]
    public async Task Every_class_of_the_stylesheet_can_be_seen_in_it()
    {
        var page = (await platform.Aurora.NewBrowser().GetAsync("/_dev/gallery")).Page;

        var classes = Regex.Matches(Regex.Replace(StyleSheet.Text, @"\{[^{}]*\}|url\([^)]*\)", "{}"), @"\.(?<name>[a-z]+)(?![\w.]*(rem|em|s)\b)")
            .Select(name => name.Groups["name"].Value).Distinct().ToList();

        Assert.InRange(classes.Count, 40, 100);
        Assert.Equal([], classes.Except(NoPiece).Where(name => page.QuerySelector($"main .{name}") is null));
    }

    [Fact]
    public async Task Every_kind_of_control_is_in_it_in_every_state_it_has()
    {
        var page = (await platform.Aurora.NewBrowser().GetAsync("/_dev/gallery")).Page;

        foreach (var state in new[]
        {
            "input[type=email][required]", "input[readonly]", "input[aria-invalid=true]", "input[autocomplete=one-time-code]",
            ".password input[aria-invalid=true]", ".password input[type=text]",
            "select:not([aria-invalid])", "select[aria-invalid=true]", "input[type=checkbox][checked]", "input[type=checkbox]:not([checked])",
            "button[aria-busy=true]", "button.quiet[aria-busy=true]", "button:disabled", "button.destroy", ".button", ".alert a[href^='#wrong']",
            ".alert li:not(:has(a))",
            "th[aria-sort]", ".pager a[rel=prev]", ".pager a[rel=next]", ".pager [aria-current=page]", ".empty .button", ".receipt.letter",
            ".receipt:not(.letter)", ".totals .grand",
        })
        {
            Assert.True(page.QuerySelector($"main {state}") is not null, state);
        }
    }

    [Fact]
    public async Task Ids_are_given_once()
    {
        var ids = (await platform.Aurora.NewBrowser().GetAsync("/_dev/gallery")).Page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }
}
