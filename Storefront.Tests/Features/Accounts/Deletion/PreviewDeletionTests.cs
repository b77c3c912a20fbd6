using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Deletion;

public sealed class PreviewDeletionTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Path = "customer/account/deletion-preview";

    private async Task<BrowserAnswer> PageAsync(string email)
    {
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await platform.Aurora.Door("browser").SignInAsync(email, Shop.GoodPassword)).Session!;
        return await platform.UnchangedAsync(() => browser.GetAsync("/account/delete"));
    }

    [Fact]
    public async Task The_preview_counts_what_is_deleted_and_what_is_kept()
    {
        var bearer = await platform.Aurora.CustomerAsync("jane@example.com");
        await platform.Birch.CustomerAsync("jane@example.com");
        await platform.Aurora.CustomerAsync("neighbour@example.com");
        var page = await PageAsync("jane@example.com");

        var preview = (await platform.UnchangedAsync(() => platform.Aurora.Api(bearer).PostAsync(Path))).Data;

        Assert.Equal(
            """{"consents":0,"passkeys":0,"email_changes":0,"answers":0,"invitations":1,"import_rows":0,"invitation_events":3,"""
                + "\"devices\":2,\"links\":1,\"mails\":2,\"sessions\":2,\"webhook_deliveries\":0,\"profiles\":1}",
            preview.GetProperty("erased").GetRawText());
        Assert.Equal("""{"orders":0}""", preview.GetProperty("masked").GetRawText());
        Assert.Equal("""{"orders":3,"until_end_of":2033,"ground":"tax"}""", preview.GetProperty("kept").GetRawText());
        Assert.Contains("3 orders, for the tax authority, until the end of 2033", page.Main, StringComparison.Ordinal);
        Assert.Contains("jane@example.com", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_orders_nothing_stays()
    {
        var bearer = await platform.Aurora.CustomerAsync("no-orders@example.com");

        var preview = (await platform.Aurora.Api(bearer).PostAsync(Path)).Data;

        Assert.Equal("""{"orders":0,"until_end_of":null,"ground":"tax"}""", preview.GetProperty("kept").GetRawText());
        Assert.Contains("Nothing. You have no orders here.", (await PageAsync("no-orders@example.com")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_gets_the_preview()
    {
        var birchs = await platform.Birch.CustomerAsync("curious@example.com");

        foreach (var token in new[] { null, platform.Aurora.Token, birchs })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.Api(token).PostAsync(Path)).Status);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await platform.Aurora.NewBrowser().GetAsync("/account/delete")).Status);
    }
}
