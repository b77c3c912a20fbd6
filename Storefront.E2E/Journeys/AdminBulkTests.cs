using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Storefront.E2E.Pages;
using Storefront.E2E.Support;

namespace Storefront.E2E.Journeys;

/// <summary>A list of two thousand customers from the file to the mails, with a reload in the middle.</summary>
[Collection(OnTheSite.Name)]
public sealed class AdminBulkTests(Site site)
{
    private const float Patience = 120_000;

    [Fact]
    public async Task Two_thousand_rows_are_checked_started_reloaded_paused_and_saved()
    {
        var run = Guid.CreateVersion7().ToString("n");
        await using var visitor = await site.VisitAsync(site.Aurora);
        var page = visitor.Page;
        var walk = new AdminWalk(site, visitor);
        await walk.SignInAsync("owner@aurora.example");
        await walk.OpenAsync("/admin/shops/1/bulk");

        await page.Locator("#bulk-file").SetInputFilesAsync(FileOf(run));
        await page.GetByLabel("Mails an hour").FillAsync("3600");
        await page.GetByText("Check the list").ClickAsync();
        var start = page.GetByText("Invite 2000 customers");
        await start.WaitForAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.GetByText("2001 of 2001 rows")).ToBeVisibleAsync();
        Assert.Equal(0, await VisibleInvitationsAsync(run));

        await start.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Regex("batch="), new() { Timeout = Patience });
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("2001 of 2001 rows")).ToBeVisibleAsync(new() { Timeout = Patience });

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Paused", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await page.GetByLabel("Rows to show").SelectOptionAsync("failed");
        await page.WaitForURLAsync(new Regex("rows=failed"));
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Result as CSV").ClickAsync());

        var lines = await File.ReadAllLinesAsync(await saved.PathAsync());
        Assert.Equal(2002, lines.Length);
        Assert.Contains(lines, line => line.Contains("email.invalid", StringComparison.Ordinal));
        Assert.Equal(2000, await VisibleInvitationsAsync(run));
    }

    private Task<int> VisibleInvitationsAsync(string run) => site.Circumstances.CountCustomersAsync(site.Aurora, $"-{run}@example.com");

    private static FilePayload FileOf(string run) => new()
    {
        Name = "customers.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes(string.Join(
            '\n', ["Email;Vorname", .. Enumerable.Range(1, 2000).Select(number => $"p{number}-{run}@example.com;Anna"), "nobody;Joe"])),
    };
}
