using System.Net;
using System.Text.Json;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Export;

public sealed class ExportAccountTests(FullAccount account) : IClassFixture<FullAccount>
{
    private async Task<JsonElement> ByApiAsync()
    {
        var answer = await account.Shop.Api(account.Bearer).PostAsync("customer/account/export");
        WireForm.AssertSuccess(answer, HttpStatusCode.OK);
        return answer.Data;
    }

    [Fact]
    public async Task The_file_and_the_API_export_the_same_data()
    {
        var file = JsonDocument.Parse((await account.SignedIn().GetAsync("/account/export.json")).Text).RootElement;

        Assert.True(JsonElement.DeepEquals(await ByApiAsync(), file));
    }

    [Fact]
    public async Task Every_kind_of_data_is_exported_as_it_was_entered()
    {
        var held = await ByApiAsync();

        Assert.Equal("Aurora Coffee", held.GetProperty("shop").GetProperty("name").GetString());
        var profile = held.GetProperty("profile");
        Assert.Equal(
            ("O'Brien \"&\"", "<script>alert(1)</script>", "business", "12 bis"),
            (
                Text(profile, "firstname"), Text(profile, "company"), Text(profile, "account_type"),
                Text(profile.GetProperty("default_billing"), "number")));
        Assert.Equal(
            ("cart_reminder", true, "cart-reminder-1"),
            (
                Text(held.GetProperty("consents")[0], "kind"), held.GetProperty("consents")[0].GetProperty("is_given").GetBoolean(),
                Text(held.GetProperty("consents")[0], "text_version")));
        Assert.Equal(3, held.GetProperty("sessions").GetArrayLength());
        Assert.Equal("Welcome back", Text(held.GetProperty("invitations")[0], "message"));
        Assert.Equal(
            ["accept_invitation", "stop_email_change", "reset_password"],
            held.GetProperty("links").EnumerateArray().Select(link => Text(link, "purpose")));
        Assert.Equal("next@example.com", Text(held.GetProperty("email_change"), "email"));
        Assert.Contains("email-code", held.GetProperty("mails").EnumerateArray().Select(mail => Text(mail, "kind")));
        Assert.Contains("customer.profile_changed", held.GetProperty("events").EnumerateArray().Select(entry => Text(entry, "action")));
        var orders = held.GetProperty("orders");
        Assert.Equal(["FULL-1", "FULL-2"], orders.EnumerateArray().Select(order => Text(order, "order_number")));
        Assert.Equal("Kettle \"blue\" & <b>bold</b>", Text(orders[0].GetProperty("lines")[0], "name"));

        static string? Text(JsonElement element, string field) => element.GetProperty(field).GetString();
    }

    [Fact]
    public async Task Neither_file_contains_other_customers_data_or_a_secret()
    {
        foreach (var address in new[] { "/account/export.json", "/account/export.html" })
        {
            var file = await account.SignedIn().GetAsync(address);

            Assert.All(
                ["OTHER-1", "BIRCH-1", "other@example.com", "Birch", .. account.Secrets],
                text => Assert.DoesNotContain(text, file.Text, StringComparison.OrdinalIgnoreCase));
            Assert.Contains("FULL-2", file.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_almost_empty_account_exports_nothing_of_others()
    {
        var answer = await account.Shop.Api(account.OthersBearer).PostAsync("customer/account/export");
        var held = answer.Data;

        Assert.Equal(
            ["customer.invited", "invitation.accepted"],
            held.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(JsonValueKind.Null, held.GetProperty("email_change").ValueKind);
        Assert.Equal(
            ["consents: 0", "sessions: 1", "devices: 1", "passkeys: 0", "invitations: 1", "invitation_events: 3", "links: 1", "mails: 1",
                "messages: 4", "events: 2", "orders: 1"],
            held.EnumerateObject().Where(part => part.Value.ValueKind == JsonValueKind.Array)
                .Select(part => $"{part.Name}: {part.Value.GetArrayLength()}"));
    }

    [Fact]
    public async Task The_readable_file_is_self_contained_has_no_script_and_encodes_markup()
    {
        var file = await account.SignedIn().GetAsync("/account/export.html");
        var page = file.Page;

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, form, a, b, [src], [href], [style]"));
        Assert.All(
            page.All.SelectMany(element => element.Attributes),
            attribute => Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), attribute.Name));
        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.All(
            ["<script>alert(1)</script>", "O'Brien \"&\"", "Kettle \"blue\" & <b>bold</b>", "Rue \"X\" & Y", "=cmd|' /C calc'!A0"],
            text => Assert.Contains(text, file.Main, StringComparison.Ordinal));
        Assert.Equal("Everything Aurora Coffee holds about you", file.Heading);
    }

    [Fact]
    public async Task The_readable_file_speaks_the_shops_language()
    {
        var browser = account.Platform.Birch.NewBrowser();
        browser.Cookies["__Host-session"] = (await account.Platform.Birch.Door("browser").SignInAsync(FullAccount.Email, Shop.GoodPassword)).Session!;

        var file = await browser.GetAsync("/account/export.html");

        Assert.Equal(("nl", "Alles wat Birch & Co over je bewaart"), (file.Page.DocumentElement.GetAttribute("lang"), file.Heading));
        Assert.Contains("BIRCH-1", file.Main, StringComparison.Ordinal);
    }

    [Theory, InlineData("json", "application/json"), InlineData("html", "text/html; charset=utf-8")]
    public async Task Each_file_is_an_uncached_download_and_changes_nothing(string type, string mediaType)
    {
        var file = await account.Platform.UnchangedAsync(() => account.SignedIn().GetAsync("/account/export." + type));

        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal(mediaType, file.Response.Content.Headers.ContentType!.ToString());
        Assert.Matches($"^attachment; filename=account-[0-9-]{{10}}[.]{type}", file.Response.Content.Headers.ContentDisposition!.ToString());
        Assert.True(file.Response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", file.Response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_file_name_contains_the_date_in_the_shops_time_zone()
    {
        await using var platform = new TestPlatform();
        var bearer = await platform.Aurora.CustomerAsync("after-midnight@example.com");
        Assert.NotNull(bearer);
        var browser = platform.Aurora.NewBrowser();
        platform.Clock.Turn(new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero) - platform.Clock.Now);
        browser.Cookies["__Host-session"] =
            (await platform.Aurora.Door("browser").SignInAsync("after-midnight@example.com", Shop.GoodPassword)).Session!;

        foreach (var type in new[] { "json", "html" })
        {
            Assert.Contains(
                $"account-2026-03-03.{type}",
                (await browser.GetAsync($"/account/export.{type}")).Response.Content.Headers.ContentDisposition!.ToString(),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_session_nothing_is_exported()
    {
        foreach (var address in new[] { "/account/export", "/account/export.json", "/account/export.html" })
        {
            var visitor = await account.Shop.NewBrowser().GetAsync(address);
            Assert.Equal(
                (HttpStatusCode.SeeOther, $"/account/sign-in?return={Uri.EscapeDataString(address)}", ""),
                (visitor.Status, visitor.Location, visitor.Text));
        }

        WireForm.AssertError(await account.Shop.Api().PostAsync("customer/account/export"), HttpStatusCode.Unauthorized);
        WireForm.AssertError(await account.Platform.Birch.Api(account.Bearer).PostAsync("customer/account/export"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_settings_link_to_the_page_and_the_page_to_both_files()
    {
        var browser = account.SignedIn();
        Assert.NotNull((await browser.GetAsync("/account/settings")).Page.QuerySelector("a[href='/account/export']"));

        var page = await browser.GetAsync("/account/export");

        Assert.Equal(
            ["/account/export.html", "/account/export.json"],
            page.Page.QuerySelectorAll("main a[download]").Select(link => link.GetAttribute("href")));
        Assert.Contains("Aurora Coffee", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_hundred_orders_are_exported_once_each_at_every_door()
    {
        const string Buyer = "five-hundred@example.com";
        await account.Shop.AddAsync(Enumerable.Range(1, 500).Select(number => account.Shop.Order(Buyer, $"MANY-{number:D4}")));
        var bearer = await account.Shop.CustomerAsync(Buyer);
        var browser = account.Shop.NewBrowser();
        browser.Cookies["__Host-session"] = (await account.Shop.Door("browser").SignInAsync(Buyer, Shop.GoodPassword)).Session!;
        var expected = Enumerable.Range(1, 500).Select(number => $"MANY-{number:D4}").ToList();

        var api = (await account.Shop.Api(bearer).PostAsync("customer/account/export")).Data.GetProperty("orders").EnumerateArray()
            .Select(order => order.GetProperty("order_number").GetString()!);
        var html = (await browser.GetAsync("/account/export.html")).Page.QuerySelectorAll("h3").Select(heading => heading.TextContent)
            .Where(heading => heading.StartsWith("Order ", StringComparison.Ordinal)).Select(heading => heading["Order ".Length..]);

        Assert.Equal(expected, api.Order(StringComparer.Ordinal));
        Assert.Equal(expected, html.Order(StringComparer.Ordinal));
    }
}
