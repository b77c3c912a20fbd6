using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

/// <summary>What is asked for, and where: a phone, a company, a postcode.</summary>
public sealed partial class UpdateProfileTests
{
    [Fact]
    public async Task Somebody_just_invited_saves_their_details_as_they_are_and_is_asked_for_no_phone()
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var link = await shop.InviteAsync("just-invited@example.com", "Ann", "Bee");
            var browser = shop.NewBrowser();
            browser.Cookies["__Host-session"] = (await shop.Door("browser").AcceptAsync(link, Shop.GoodPassword)).Session!;
            var page = await browser.GetAsync("/account/details");

            var saved = await browser.SubmitFormAsync(page, "profile");

            Assert.Null(page.Page.QuerySelector("#phone")!.GetAttribute("required"));
            Assert.Equal((HttpStatusCode.SeeOther, "/account/details?saved=profile"), (saved.Status, saved.Location));
            Assert.Equal(("Ann", null), ((await shop.FindCustomerAsync("just-invited@example.com"))!.Firstname,
                (await shop.FindCustomerAsync("just-invited@example.com"))!.PhoneNumber));
        }
    }

    [Fact]
    public async Task The_API_requires_a_phone_and_a_page_takes_it_away()
    {
        var session = await SignedInAsync("browser", "phoned@example.com");
        await Open("browser").DoAsync(session, Profile, Private());

        Assert.True((await Open("browser").DoAsync(session, Profile, Private(phone: " "))).IsDone);
        Assert.Null((await platform.Aurora.FindCustomerAsync("phoned@example.com"))!.PhoneNumber);
        var bearer = (await Open("API").SignInAsync("phoned@example.com", Shop.GoodPassword)).Session!;
        Assert.Equal("Enter your phone number.", (await Open("API").DoAsync(bearer, Profile, Private(phone: ""))).Error("phone"));
        Assert.Equal("Enter your phone number.", (await Open("API").DoAsync(bearer, Profile, ("firstname", "Ann"), ("lastname", "Bee")))
            .Error("phone"));
    }

    [Fact]
    public async Task Company_and_tax_number_are_hidden_until_a_business_is_chosen_or_saved()
    {
        var session = await SignedInAsync("browser", "chooser@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        var page = await browser.GetAsync("/account/details");
        var chosen = await browser.SubmitFormAsync(page, "profile", ("Profile.Firstname", "Ann"), ("Profile.Lastname", "Bee"),
            ("Profile.AccountType", "business"));
        await browser.SubmitFormAsync(chosen, "profile", ("Profile.Company", "Bee & Co"));
        var saved = await browser.GetAsync("/account/details");
        await browser.SubmitFormAsync(saved, "profile", ("Profile.AccountType", "private"));
        var back = await browser.GetAsync("/account/details");

        Assert.Equal([true, false, false, true], new[] { page, chosen, saved, back }.Select(shown =>
            shown.Page.QuerySelector("[data-business]")!.HasAttribute("hidden")));
        Assert.Equal("Enter the company you buy for.", chosen.Problem("company"));
        Assert.Equal("Bee & Co", saved.Page.QuerySelector("#company")!.GetAttribute("value"));
        Assert.Contains("[data-business][hidden]", StyleSheet.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("API", "IE", true)]
    [InlineData("browser", "IE", true)]
    [InlineData("API", "ie", true)]
    [InlineData("API", "NL", false)]
    [InlineData("browser", "NL", false)]
    [InlineData("API", "MT", false)]
    [InlineData("browser", "DE", false)]
    public async Task A_postcode_is_asked_for_where_the_country_has_one_for_every_place(string name, string country, bool isOptional)
    {
        var email = $"postcode-{Guid.CreateVersion7():N}@example.com";
        var session = await SignedInAsync(name, email);
        var without = Address("default_billing", "Ballyvaughan", country)
            .Select(field => field.Item1.EndsWith("postcode", StringComparison.Ordinal) ? (field.Item1, (object?)" ") : field).ToArray();

        var updated = await Open(name).DoAsync(session, AccountOperation.UpdateAddresses, without);

        Assert.Equal((isOptional, isOptional), (updated.IsDone, updated.Error("default_billing.postcode") is null));
        var kept = (await platform.Aurora.FindCustomerAsync(email))!.DefaultBilling;
        Assert.Equal((null, isOptional ? "IE" : null), (kept?.Postcode, kept?.Country));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_Eircode_is_kept_where_somebody_knows_theirs(string name)
    {
        var session = await SignedInAsync(name, $"eircode-{name}@example.com");
        var given = Address("default_billing", "Dublin", "IE")
            .Select(field => field.Item1.EndsWith("postcode", StringComparison.Ordinal) ? (field.Item1, (object?)"D02\u00a0X285") : field);

        Assert.True((await Open(name).DoAsync(session, AccountOperation.UpdateAddresses, [.. given])).IsDone);

        Assert.Equal("D02 X285", (await platform.Aurora.FindCustomerAsync($"eircode-{name}@example.com"))!.DefaultBilling!.Postcode);
    }
}
