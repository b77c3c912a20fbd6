using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Branding.Palette;
using Storefront.Platform.Mail.Rendering;
using Storefront.Platform.Mail.Transport;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Mail;

/// <summary>Every mail in every language, of both merchants, with ordinary and hostile values.</summary>
public sealed class EveryMailTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Hostile = "O'Neil <img src=//evil/x onerror=alert(1)> https://evil/ \"&amp; {0} @Model\u202e";

    // Their reader has no name here.
    private static readonly string[] ToMerchants = ["webhook-paused"];

    [Fact]
    public void No_mail_is_left_out() =>
        Assert.Equal(
            MailGallery.Kinds,
            platform.Services.GetServices<MailTemplate>().Where(template => !OfPlatform(template)).Select(template => template.Kind)
                .Order(StringComparer.Ordinal));

    // Mails to staff carry no shop's brand; TeamTests reads them.
    private static bool OfPlatform(MailTemplate template) => template.ModelType.IsAssignableTo(typeof(IPlatformMail));

    [Theory, MemberData(nameof(MailGallery.All), MemberType = typeof(MailGallery))]
    public async Task The_HTML_part_uses_only_what_mail_programs_support(string kind, string language) =>
        await ForEachAsync(kind, language, (mail, merchant, _) =>
    {
        var problems = new List<string>();
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = false });
        parser.Error += (_, error) => problems.Add(((AngleSharp.Html.Dom.Events.HtmlErrorEvent)error).Message);
        var page = parser.ParseDocument(mail.Html);

        Assert.Empty(problems);
        Assert.True(mail.Html.Length < 100 * 1024, $"{mail.Html.Length} characters");
        Assert.Equal((language, "ltr"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
        Assert.Empty(page.QuerySelectorAll("script, link, iframe, object, embed, video, form, input, svg, base, meta[http-equiv]"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.All(
            page.All,
            element => Assert.DoesNotContain(element.Attributes, attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotMatch(@"url\s*\(|@import|expression", mail.Html);
        Assert.Contains("prefers-color-scheme: dark", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("light dark", page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
        var logo = Assert.Single(page.QuerySelectorAll("img"));
        Assert.Equal((merchant.Name, "40", "40"), (logo.GetAttribute("alt"), logo.GetAttribute("width"), logo.GetAttribute("height")));
        Assert.Equal(merchant.PrimaryHost, new Uri(logo.GetAttribute("src")!).Host);
    });

    [Theory, MemberData(nameof(MailGallery.All), MemberType = typeof(MailGallery))]
    public async Task Every_mail_states_sender_action_and_reason(string kind, string language) =>
        await ForEachAsync(kind, language, (mail, merchant, name) =>
    {
        var page = new HtmlParser().ParseDocument(mail.Html);
        var said = page.Body!.TextContent;

        Assert.Equal(mail.Subject, Assert.Single(page.QuerySelectorAll("h1")).TextContent.Replace('\u2011', '-'));
        Assert.NotEqual("", page.QuerySelector(".preheader")!.TextContent.Trim('\u034f', '\u200c', '\u00a0', ' '));
        Assert.DoesNotMatch("color|display", page.QuerySelector(".preheader")!.GetAttribute("style"));
        Assert.Contains(".preheader { display: none", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, mail.Text.Split("\n-- \n").Length);
        Assert.Contains(merchant.Name, said, StringComparison.Ordinal);
        Assert.Contains(merchant.SupportAddress, said, StringComparison.Ordinal);
        Assert.Contains(merchant.SupportAddress, mail.Text, StringComparison.Ordinal);
        Assert.Equal(language == "en", said.Contains("You get this mail because", StringComparison.Ordinal));
        if (name is "Bol.com")
        {
            // What could be taken for a link greets nobody.
            Assert.DoesNotContain(name, said + mail.Text, StringComparison.Ordinal);
        }
        else if (name is not null && !ToMerchants.Contains(kind))
        {
            Assert.Contains(name, said, StringComparison.Ordinal);
            Assert.Contains(name, mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    });

    [Theory, MemberData(nameof(MailGallery.All), MemberType = typeof(MailGallery))]
    public async Task Every_link_leads_to_the_shop_and_is_in_both_parts(string kind, string language) =>
        await ForEachAsync(kind, language, (mail, merchant, name) =>
    {
        var links = new HtmlParser().ParseDocument(mail.Html).QuerySelectorAll("a").Select(link => new Uri(link.GetAttribute("href")!)).ToList();
        var lines = mail.Text.Split('\n');

        Assert.All(links, link => Assert.Equal((merchant.PrimaryHost, Uri.UriSchemeHttps), (link.Host, link.Scheme)));
        Assert.All(links, link => Assert.Contains(link.AbsoluteUri, lines));
        Assert.Equal(
            links.Count,
            lines.Count(line => line.StartsWith("https://", StringComparison.Ordinal) && !line.StartsWith("https://evil", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.True(line.Length <= 78 || line.StartsWith("https://", StringComparison.Ordinal), line));
        Assert.DoesNotContain("<", name == Hostile ? "" : mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("&#", mail.Text, StringComparison.Ordinal);
    });

    [Theory, MemberData(nameof(MailGallery.All), MemberType = typeof(MailGallery))]
    public async Task Every_header_is_safe_and_marks_the_mail_as_automatic(string kind, string language) =>
        await ForEachAsync(kind, language, (mail, _, _) =>
    {
        var read = ReadMail.Of(mail);

        string[] headers =
        [
            "Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "Message-Id", "MIME-Version", "Reply-To", "Subject", "To",
            "X-Auto-Response-Suppress",
        ];
        Assert.Equal(headers, read.Headers.Select(header => header.Name).Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(
            ("auto-generated", "OOF, AutoReply", language), (read["Auto-Submitted"], read["X-Auto-Response-Suppress"], read["Content-Language"]));
        Assert.Matches(@"^\P{C}{8,120}$", ReadMail.Decode(read["Subject"]));
        Assert.DoesNotContain("evil", mail.Subject, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#fde047")]
    [InlineData("#777777")]
    [InlineData("#14532d")]
    [InlineData("#ff00aa")]
    public void The_button_is_readable_in_any_brand_in_light_and_dark(string brand)
    {
        var colors = MailColors.Of(new()
        {
            Name = "Cedar",
            SenderAddress = "hello@cedar.example",
            SupportAddress = "help@cedar.example",
            PrimaryColor = brand
        });

        foreach (var (palette, paper) in new[] { (colors.Light, MailColors.Paper), (colors.Dark, MailColors.DarkPaper) })
        {
            Assert.InRange(BrandColors.Contrast(palette.Brand, palette.BrandText), BrandColors.Text, 21);
            Assert.InRange(BrandColors.Contrast(palette.Link, paper), BrandColors.Text, 21);
            Assert.InRange(BrandColors.Contrast(palette.BrandEdge, paper), BrandColors.Shape, 21);
        }

        Assert.InRange(BrandColors.Contrast(MailColors.Soft, MailColors.Paper), 4.5, 21);
        Assert.InRange(BrandColors.Contrast(MailColors.DarkSoft, MailColors.DarkPaper), 4.5, 21);
    }

    [Fact]
    public async Task A_shop_without_a_host_shows_its_name_and_loads_nothing()
    {
        var merchant =
            new Merchant { Id = 1, Name = "Cedar <b>& Sons</b>", SenderAddress = "hello@cedar.example", SupportAddress = "help@cedar.example" };
        var mail = await ComposeAsync("password-changed", "en", merchant, "Jane");
        var page = new HtmlParser().ParseDocument(mail.Html);

        Assert.Empty(page.QuerySelectorAll("img, b"));
        Assert.Contains("Cedar <b>& Sons</b>", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task ForEachAsync(string kind, string language, Action<MailMessage, Merchant, string?> check)
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var merchant = await MailGallery.MerchantAsync(platform, shop);
            foreach (var name in new[] { "Jane", null, Hostile, "Bol.com" })
            {
                check(await ComposeAsync(kind, language, merchant, name), merchant, name);
            }
        }
    }

    private Task<MailMessage> ComposeAsync(string kind, string language, Merchant merchant, string? name) =>
        MailGallery.ComposeAsync(platform, kind, language, merchant, name, "1@shop.example", platform.Clock.GetUtcNow());
}
