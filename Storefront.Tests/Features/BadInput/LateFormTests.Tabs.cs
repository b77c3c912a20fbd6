using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

public sealed partial class LateFormTests
{
    [Fact]
    public async Task The_form_of_an_older_tab_does_not_confirm_the_address_of_a_newer_one()
    {
        await platform.Aurora.Door("API").RegisterAsync("older-tab@example.com", Shop.GoodPassword);
        await platform.Aurora.Door("API").RegisterAsync("newer-tab@example.com", Shop.GoodPassword);
        var browser = platform.Aurora.NewBrowser();
        var older = await browser.OpenAsync((await platform.Aurora.NewestLinkAsync("older-tab@example.com")).Address.PathAndQuery);
        await browser.OpenAsync((await platform.Aurora.NewestLinkAsync("newer-tab@example.com")).Address.PathAndQuery);

        var told = await platform.UnchangedAsync(() => browser.SubmitAsync(older, ("Password", Shop.GoodPassword)));

        Assert.Contains("Another link was opened", told.Main, StringComparison.Ordinal);
        Assert.Equal("newer-tab@example.com", Shown(told, "email"));
        Assert.Equal("Your address is confirmed", (await browser.SubmitAsync(told, ("Password", Shop.GoodPassword))).Heading);
        Assert.Null((await platform.Aurora.FindCustomerAsync("older-tab@example.com"))!.EmailVerifiedAt);
    }

    [Fact]
    public async Task A_second_tab_with_addresses_shows_the_conflict_and_keeps_what_was_typed()
    {
        var browser = await SignedInAsync("address-tabs@example.com");
        (string, string?)[] Address(string city) =>
        [
            ("Addresses.DefaultBilling.Firstname", "Jane"), ("Addresses.DefaultBilling.Lastname", "Doe"),
            ("Addresses.DefaultBilling.Street", "Keizersgracht"),
            ("Addresses.DefaultBilling.Number", "12"), ("Addresses.DefaultBilling.Postcode", "1015 CJ"), ("Addresses.DefaultBilling.City", city),
            ("Addresses.DefaultBilling.Country", "NL"),
        ];
        var (first, second) = (await browser.GetAsync(Addresses), await browser.GetAsync(Addresses));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(first, "addresses", Address("Amsterdam"))).Status);

        var told = await browser.SubmitFormAsync(second, "addresses", Address("Utrecht"));

        Assert.Contains("Amsterdam", told.Main, StringComparison.Ordinal);
        Assert.Equal("Utrecht", Shown(told, "defaultbilling-city"));
        Assert.Equal("Amsterdam", (await platform.Aurora.FindCustomerAsync("address-tabs@example.com"))!.DefaultBilling!.City);
    }
}
