using Bunit;
using Storefront.Platform.Web.Components;

namespace Storefront.Tests.Components;

public sealed class ListTests : ShopComponentTest
{
    [Fact]
    public void One_page_needs_no_pager() => Assert.Empty(Pager(1, 1).Markup.Trim());

    [Theory]
    [InlineData(1, "", "/orders?page=2")]
    [InlineData(2, "/orders?page=1", "/orders?page=3")]
    [InlineData(3, "/orders?page=2", "")]
    public void A_pager_links_to_the_neighbouring_pages_and_to_none_beyond_the_ends(int number, string newer, string older)
    {
        var pager = Pager(number, 3);

        Assert.Equal($"Page {number} of 3", pager.FindAll("nav > span")[1].TextContent);
        Assert.Equal(newer, pager.FindAll("a[rel=prev]").SingleOrDefault()?.GetAttribute("href") ?? "");
        Assert.Equal(older, pager.FindAll("a[rel=next]").SingleOrDefault()?.GetAttribute("href") ?? "");
    }

    [Fact]
    public void A_table_keeps_its_roles_and_shows_its_headings_in_the_cards()
    {
        var table = Render<CardTable>(parameters => parameters
            .Add(table => table.Headings, [new("Order"), new("Total", IsNumber: true), new("Sign out", IsUnseen: true)])
            .AddChildContent<Cell>(cell => cell.Add(cell => cell.Label, "Total").Add(cell => cell.IsNumber, true).AddChildContent("€1")));

        table.MarkupMatches("""
            <table class="cards" role="table">
              <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">Order</th><th scope="col" role="columnheader" class="number">Total</th>
                <th scope="col" role="columnheader"><span class="unseen">Sign out</span></th>
              </tr></thead>
              <tbody role="rowgroup"><td role="cell" data-label="Total" class="number">€1</td></tbody>
            </table>
            """);
    }

    [Fact]
    public void A_receipt_has_the_pages_heading_and_the_next_step() =>
        Render<Receipt>(parameters => parameters.Add(receipt => receipt.Title, "Done <b>").AddChildContent("<p>Next</p>"))
        .MarkupMatches("""<div class="receipt"><h1>Done &lt;b&gt;</h1><p>Next</p></div>""");

    [Fact]
    public void A_step_shows_the_current_position()
    {
        Speak("nl");

        Assert.Equal(
            "Stap 1 van 2", Render<Step>(parameters => parameters.Add(step => step.Number, 1).Add(step => step.Of, 2)).Find("p").TextContent);
    }

    [Fact]
    public void An_empty_list_says_so() => Assert.Equal(
        "Nothing <yet>.", Render<EmptyState>(parameters => parameters.Add(empty => empty.Text, "Nothing <yet>.")).Find(".empty p").TextContent);

    private IRenderedComponent<Pager> Pager(int number, int last) =>
        Render<Pager>(parameters =>
            parameters.Add(pager => pager.Link, page => $"/orders?page={page}").Add(pager => pager.Number, number).Add(pager => pager.Last, last));
}
