using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants.Settings;

/// <summary>A shop's settings by API and by command; visitors see them, and another merchant's stay unchanged.</summary>
public sealed class ShopSettingsTests : IAsyncDisposable
{
    private const string Update = "shop/update";
    private readonly TestPlatform _platform = new();

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Links_and_welcome_stand_on_the_pages_of_their_own_shop_only()
    {
        var answer = await Aurora.MerchantApi.PostAsync(Update, new
        {
            welcome = "Good to see you",
            shop_url = "https://aurora.example/",
            help_url = "https://aurora.example/help",
            imprint_url = "https://aurora.example/imprint",
            privacy_url = "https://aurora.example/privacy",
        });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        await Task.Delay(TimeSpan.FromSeconds(3));

        var page = (await Aurora.NewBrowser().GetAsync("/account/sign-in")).Page;

        Assert.Equal(
            [
                ("https://aurora.example/", "Back to the shop"), ("https://aurora.example/help", "Help"),
                ("https://aurora.example/imprint", "Imprint"), ("https://aurora.example/privacy", "Privacy"),
            ],
            page.QuerySelectorAll("footer a[href^=https]").Select(link => (link.GetAttribute("href")!, link.TextContent)));
        Assert.Contains("Good to see you", page.Body!.TextContent, StringComparison.Ordinal);
        await Aurora.CustomerAsync("back-to-the-shop@example.com");
        var customer = Aurora.NewBrowser();
        await customer.SubmitAsync(
            await customer.GetAsync("/account/sign-in"), ("Email", "back-to-the-shop@example.com"), ("Password", Shop.GoodPassword));
        Assert.NotNull((await customer.GetAsync("/account")).Page.QuerySelector(".rail a[href='https://aurora.example/']"));
        Assert.Contains(
            "Good to see you", (await Aurora.NewBrowser().GetAsync("/account/register")).Page.Body!.TextContent, StringComparison.Ordinal);
        var neighbour = (await _platform.Birch.NewBrowser().GetAsync("/account/sign-in")).Page;
        Assert.Empty(neighbour.QuerySelectorAll("footer a[href^=https]"));
        Assert.DoesNotContain("Good to see you", neighbour.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absent_field_stays_and_an_empty_one_is_removed()
    {
        await Aurora.MerchantApi.PostAsync(
            Update, new { help_url = "https://aurora.example/help", invitation_days = 3, allows_registration = false });
        await Aurora.MerchantApi.PostAsync(Update, new { language = "fr", help_url = "" });

        var shop = (await Aurora.MerchantApi.PostAsync("shop/get")).Data.GetProperty("shop");

        Assert.Equal(
            ("fr", 3, false, "help@aurora.example", (string?)null),
            (
                shop.GetProperty("language").GetString(), shop.GetProperty("invitation_days").GetInt32(),
                shop.GetProperty("allows_registration").GetBoolean(), shop.GetProperty("support_email").GetString(),
                shop.GetProperty("help_url").GetString()));
        Assert.Equal(
            "nl", (await _platform.Birch.MerchantApi.PostAsync("shop/get")).Data.GetProperty("shop").GetProperty("language").GetString());
    }

    [Fact]
    public async Task Whoever_saves_second_is_told_and_changes_nothing()
    {
        var version = (await Aurora.MerchantApi.PostAsync("shop/get")).Data.GetProperty("shop").GetProperty("version").GetString();
        var first = await Aurora.MerchantApi.PostAsync(Update, new { welcome = "first", version });

        var second = await _platform.UnchangedAsync(() => Aurora.MerchantApi.PostAsync(Update, new { welcome = "second", version }));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal((HttpStatusCode.Conflict, "shop.changed"), (second.Status, second.Code));
    }

    [Fact]
    public async Task The_operator_sets_them_too_and_only_the_operator_the_country()
    {
        var printed = await _platform.CommandAsync(
            "merchants", "settings", "--merchant", "1", "--invitation-days", "5", "--imprint-url", "https://aurora.example/imprint");
        await using var refused = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>()
            .RunAsync(["merchants", "settings", "--merchant", "1", "--imprint-url", "http://aurora.example"], refused);
        await Aurora.MerchantApi.PostAsync(Update, new { country = "DE" });

        var shop = (await Aurora.MerchantApi.PostAsync("shop/get")).Data.GetProperty("shop");

        Assert.Contains("invitations of 5 days", printed, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("imprint-url: ", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ("https://aurora.example/imprint", "NL"), (shop.GetProperty("imprint_url").GetString(), shop.GetProperty("country").GetString()));
    }

    [Fact]
    public async Task The_audit_names_what_changed_and_no_address()
    {
        await Aurora.MerchantApi.PostAsync(Update, new { support_email = "jane@aurora.example", invitation_days = 9 });

        var facts = await _platform.AsAsync(
            Aurora, db => Task.FromResult(db.AuditEntries.Single(entry => entry.Action == "merchant.settings_changed").Facts));

        Assert.Equal("invitation days: 7 to 9, support: another", facts);
    }

    [Fact]
    public async Task A_token_that_may_read_the_shop_may_not_change_it()
    {
        var created = await Aurora.MerchantApi.PostAsync("tokens/create", new { name = "reader", abilities = "shop.read" });
        var reader = Aurora.Api(created.Data.GetProperty("token").GetProperty("secret").GetString());

        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("shop/get")).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("shop/brand/get")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync(Update, new { welcome = "mine" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("shop/brand/update", new { tagline = "mine" })).Status);
    }
}
