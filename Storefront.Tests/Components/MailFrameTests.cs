using Bunit;
using Storefront.Domain;
using Storefront.Platform.Web.Parts;

namespace Storefront.Tests.Components;

public sealed class MailFrameTests : ShopComponentTest
{
    private static readonly Merchant Shop = new() { Name = "Cedar <b>& Sons</b>", SenderAddress = "hello@cedar.example", SupportAddress = "help@cedar.example", PrimaryColor = "#fde047" };

    [Fact]
    public void A_mail_stands_on_the_shops_colour_in_a_text_colour_that_can_be_read()
    {
        var head = Frame().Find("td[style*='#fde047']");

        Assert.Contains("color:#000000", head.GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal("Cedar <b>& Sons</b>", head.TextContent);
        Assert.Empty(head.Children);
    }

    [Fact]
    public void A_mail_says_whom_to_ask_in_its_language()
    {
        Speak("nl");

        Assert.Equal("nl", Frame().Find("table").GetAttribute("lang"));
        Assert.Contains("Vragen? Mail naar help@cedar.example.", Frame().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_loads_nothing_from_anywhere() => Assert.Empty(Frame().FindAll("img, link, script, style"));

    [Fact]
    public void Its_tables_are_layout_to_screen_readers() => Assert.All(Frame().FindAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));

    private IRenderedComponent<MailFrame> Frame() => Render<MailFrame>(parameters => parameters.Add(frame => frame.Merchant, Shop).AddChildContent("<p>Text</p>"));
}
