using Storefront.E2E.Support;

namespace Storefront.E2E.Pages;

/// <summary>The screens of a shop in the admin, with something on each.</summary>
internal static class AdminShopTours
{
    public static async Task ScreensAsync(AdminWalk walk, DemoShop aurora)
    {
        var email = DemoShop.NewEmail();
        await aurora.InviteAsync(email, "Jane", "Doe");
        await walk.SignInAsync("owner@aurora.example");
        await walk.StopAsync("admin-overview", "/admin/shops/{ShopId:long}/overview", "/admin/shops/1/overview");
        await walk.StopAsync("admin-bulk", "/admin/shops/{ShopId:long}/bulk", "/admin/shops/1/bulk");
        await walk.Page.Locator("#bulk-file").SetInputFilesAsync(new Microsoft.Playwright.FilePayload
        {
            Name = "customers.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"Email;Vorname;Fax\n{email};Jane;1\nnobody;Joe;2\n"),
        });
        await walk.Page.GetByText("Check the list").WaitForAsync();
        await walk.StopAsync("admin-bulk-columns", "/admin/shops/{ShopId:long}/bulk");
        await walk.StopAsync("admin-customers", "/admin/shops/{ShopId:long}/customers", $"/admin/shops/1/customers?q={email}");
        await walk.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = email }).ClickAsync();
        await walk.Page.GetByText("Consents and history").WaitForAsync();
        await walk.StopAsync("admin-customer", "/admin/shops/{ShopId:long}/customers/{CustomerId:long}");
        await walk.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Erase", Exact = true }).ClickAsync();
        await walk.Page.GetByText("Kept without the customer").WaitForAsync();
        await walk.StopAsync("admin-customer-erase", "/admin/shops/{ShopId:long}/customers/{CustomerId:long}");
        await walk.OpenAsync("/admin/shops/1/brand");

        // The mail is inspected by a tour of its own.
        await walk.Page.Locator("iframe.screen-mail").EvaluateAsync("frame => frame.remove()");
        await walk.StopAsync("admin-brand", "/admin/shops/{ShopId:long}/brand");
        await walk.StopAsync("admin-developers", "/admin/shops/{ShopId:long}/developers", "/admin/shops/1/developers");
        await walk.Page.GetByText("Create a token").ClickAsync();
        await walk.Page.GetByText("What it may do").WaitForAsync();
        await walk.StopAsync("admin-developers-token", "/admin/shops/{ShopId:long}/developers");
        await walk.StopAsync("admin-settings", "/admin/shops/{ShopId:long}/settings", "/admin/shops/1/settings");
    }
}
