using Bunit;
using Storefront.Platform.Web.Components;

namespace Storefront.Tests.Components;

public sealed class WrappedTextTests : ShopComponentTest
{
    [Theory]
    [InlineData("jane.doe@shop.example.com", "jane|.doe|@shop|.example|.com")]
    [InlineData("You are signed in as jane.doe@shop.example.com.", "You are signed in as jane|.doe|@shop|.example|.com.")]
    [InlineData("A code is on its way to somebody.long@example.org. It works.", "A code is on its way to somebody|.long|@example|.org. It works.")]
    [InlineData("You are signed in as jane@example.com.", "You are signed in as jane@example.com.")]
    [InlineData("https://shop.example.com/a/very/long/path", "https://shop.example.com/a/very/long/path")]
    [InlineData("No address at all. Not here.", "No address at all. Not here.")]
    [InlineData("shop.example.com", "shop.example.com")]
    [InlineData("@home", "@home")]
    [InlineData("", "")]
    public void A_long_address_may_break_before_its_at_sign_and_its_dots(string text, string breaks)
    {
        var shown = Render<WrappedText>(parameters => parameters.Add(part => part.Text, text));

        Assert.Equal(breaks, string.Concat(shown.Nodes.Select(node => node.NodeName == "WBR" ? "|" : node.TextContent)).Trim());
    }

    [Fact]
    public void Markup_in_an_address_stays_text() =>
        Assert.Empty(Render<WrappedText>(parameters => parameters.Add(part => part.Text, "<b>a@b.io</b>")).FindAll("b"));
}
