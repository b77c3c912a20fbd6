using System.Text.Json;
using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>Finds an order among many and downloads the export, with script and without.</summary>
[Collection(OnTheSite.Name)]
public sealed class OrdersTests(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Orders_are_searched_sorted_and_paged_in_the_address_bar(bool script)
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Aurora, email, 45);
        await using var visitor = await site.VisitAsync(site.Aurora, new() { JavaScriptEnabled = script });
        await visitor.AcceptAsync(await site.Aurora.InviteAsync(email, "Jane"));
        await visitor.FollowAsync("My orders");
        var rows = visitor.Page.Locator("tbody tr");
        var newest = await rows.First.Locator("a").InnerTextAsync();

        await visitor.LeaveByAsync(visitor.Page.Locator("a[rel=next]").First);
        Assert.Contains("page=2", visitor.Path, StringComparison.Ordinal);
        Assert.DoesNotContain(newest, await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.Page.GoBackAsync();
        Assert.Equal(newest, await rows.First.Locator("a").InnerTextAsync());

        await visitor.LeaveByAsync(visitor.Page.Locator("thead a").First);
        Assert.Contains(
            "ascending", await visitor.Page.Locator("thead th[aria-sort]").First.GetAttributeAsync("aria-sort"), StringComparison.Ordinal);
        await visitor.Page.Locator("#q").FillAsync(newest);
        await visitor.LeaveByAsync(visitor.Page.Locator("main form[role=search] button[type=submit]"));
        Assert.Equal(1, await rows.CountAsync());
        Assert.Equal(newest, await rows.First.Locator("a").InnerTextAsync());
        var address = visitor.Path;
        await visitor.GoAsync(address);
        Assert.Equal(1, await rows.CountAsync());

        await visitor.Page.Locator("#q").FillAsync("no such order");
        await visitor.LeaveByAsync(visitor.Page.Locator("main form[role=search] button[type=submit]"));
        Assert.Contains("No order matches “no such order”.", await visitor.TextAsync(), StringComparison.Ordinal);
        await visitor.FollowAsync("Show all my orders");
        Assert.Equal("/account/orders", visitor.Path);
        visitor.AssertSilent();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_export_is_downloaded_in_both_formats(bool script)
    {
        var email = DemoShop.NewEmail();
        await site.Circumstances.AddOrdersAsync(site.Birch, email, 1);
        await using var visitor = await site.VisitAsync(site.Birch, new() { JavaScriptEnabled = script, AcceptDownloads = true });
        await visitor.AcceptAsync(await site.Birch.InviteAsync(email, "Jane", "Doe"));
        await visitor.GoAsync("/account/settings");
        await visitor.FollowAsync(site.Birch.Says("Download my data"));

        var machine = await visitor.DownloadAsync(visitor.Page.Locator("main a[download]").Last);
        Assert.EndsWith(".json", machine.Name, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(machine.Text);
        Assert.Contains(email, machine.Text, StringComparison.Ordinal);
        var page = await visitor.DownloadAsync(visitor.Page.Locator("main a[download]").First);
        Assert.EndsWith(".html", page.Name, StringComparison.Ordinal);
        Assert.Contains(email, page.Text, StringComparison.Ordinal);
        Assert.Contains("Kenya Nyeri", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        visitor.AssertSilent();
    }
}
