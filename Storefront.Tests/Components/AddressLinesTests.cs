using Bunit;
using Storefront.Platform.Web.Components;

namespace Storefront.Tests.Components;

public sealed class AddressLinesTests : ShopComponentTest
{
    [Fact]
    public void An_address_is_written_line_by_line_with_its_country_in_words()
    {
        var lines = Lines(new()
        {
            Firstname = "Jane",
            Lastname = "Doe",
            Street = "Keizersgracht",
            Number = "12",
            Postcode = "1015 CJ",
            City = "Amsterdam",
            Country = "NL"
        });

        Assert.Equal(["Jane Doe", "Keizersgracht 12", "1015 CJ Amsterdam", "Netherlands"], lines);
    }

    [Fact]
    public void A_country_is_named_in_the_shops_language()
    {
        Speak("nl");

        Assert.Equal(["Duitsland"], Lines(new() { Country = "DE" }));
    }

    [Fact]
    public void Missing_parts_leave_no_empty_lines() =>
        Assert.Equal(["Doe", "Amsterdam", "XX"], Lines(new() { Lastname = "Doe", City = "Amsterdam", Country = "XX" }));

    [Fact]
    public void Markup_in_an_address_stays_text() => Assert.Equal(["<b>Jane</b>"], Lines(new() { Firstname = "<b>Jane</b>" }));

    private IEnumerable<string> Lines(PostalAddress address) =>
        Render<AddressLines>(parameters => parameters.Add(lines => lines.Address, address)).FindAll("address > span")
            .Select(line => line.TextContent);
}
