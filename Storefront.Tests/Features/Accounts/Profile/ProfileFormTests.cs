using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

public sealed class ProfileFormTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Details = "/account/details";
    private const string Addresses = "/account/addresses";

    private static IEnumerable<(string, string?)> Billing(string city) => new (string Name, string? Value)[]
    {
        ("Firstname", "Ann"), ("Lastname", "Bee"), ("Street", "Oude Delft"), ("Postcode", "2611 BA"), ("City", city), ("Country", "NL"),
    }.Select(field => ($"Addresses.DefaultBilling.{field.Name}", field.Value));

    private async Task<string> SignedInAsync(string email)
    {
        await platform.Aurora.CustomerAsync(email);
        return (await new BrowserDoor(platform.Aurora).SignInAsync(email, Shop.GoodPassword)).Session!;
    }

    [Fact]
    public async Task A_second_tab_shows_what_the_first_saved_and_keeps_what_was_typed()
    {
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = await SignedInAsync("tabs@example.com");
        var (first, second) = (await browser.GetAsync(Details), await browser.GetAsync(Details));
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SubmitFormAsync(
                first, "profile", ("Profile.Firstname", "First"), ("Profile.Lastname", "Tab"), ("Profile.Phone", "111"))).Status);

        var told =
            await browser.SubmitFormAsync(second, "profile", ("Profile.Firstname", "Second"), ("Profile.Lastname", "Tab"), ("Profile.Phone", "222"));

        Assert.Equal(HttpStatusCode.OK, told.Status);
        Assert.Contains("First, Tab, 111", told.Main, StringComparison.Ordinal);
        Assert.Equal("Second", told.Page.QuerySelector("#firstname")!.GetAttribute("value"));
        Assert.Equal("First", (await platform.Aurora.FindCustomerAsync("tabs@example.com"))!.Firstname);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(told, "profile")).Status);
        Assert.Equal("Second", (await platform.Aurora.FindCustomerAsync("tabs@example.com"))!.Firstname);
    }

    [Fact]
    public async Task Saving_other_values_in_another_tab_causes_no_conflict()
    {
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = await SignedInAsync("other-things@example.com");
        var (first, second, third) = (
            await browser.GetAsync(Details), await browser.GetAsync(Addresses), await browser.GetAsync("/account/preferences"));

        var answers = new[]
        {
            await browser.SubmitFormAsync(first, "profile", ("Profile.Firstname", "Ann"), ("Profile.Lastname", "Bee"), ("Profile.Phone", "111")),
            await browser.SubmitFormAsync(second, "addresses", [.. Billing("Delft")]),
            await browser.SubmitFormAsync(third, "cart-reminder", ("Reminder.Enabled", "true")),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        var customer = (await platform.Aurora.FindCustomerAsync("other-things@example.com"))!;
        Assert.Equal(("Ann", "Delft"), (customer.Firstname, customer.DefaultBilling!.City));
        Assert.NotNull(customer.CartReminderConsentAt);
    }

    [Fact]
    public async Task A_save_at_the_other_door_causes_the_same_conflict_and_names_each_address()
    {
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = await SignedInAsync("by-api@example.com");
        var page = await browser.GetAsync(Addresses);
        var bearer = (await platform.Aurora.Door("API").SignInAsync("by-api@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await platform.Aurora.Door("API").DoAsync(bearer, AccountOperation.UpdateAddresses,
            ("default_shipping.firstname", "Ann"), ("default_shipping.lastname", "Bee"), ("default_shipping.street", "Markt"),
            ("default_shipping.postcode", "2611 GS"), ("default_shipping.city", "Gouda"), ("default_shipping.country", "NL"))).IsDone);

        var told = await platform.UnchangedAsync(() => browser.SubmitFormAsync(page, "addresses", [.. Billing("Delft")]));

        Assert.Equal(["Billing address Nothing.", "Shipping address Ann Bee Markt 2611 GS Gouda Netherlands"],
            told.Page.QuerySelectorAll("main form .columns > div")
                .Select(place => string.Join(
                    ' ', place.Children.SelectMany(part => part.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)))));
        Assert.Equal("Delft", told.Page.QuerySelector("#defaultbilling-city")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitFormAsync(told, "addresses")).Status);
        Assert.Null((await platform.Aurora.FindCustomerAsync("by-api@example.com"))!.DefaultShipping);
    }

    [Fact]
    public async Task At_the_API_the_last_save_wins()
    {
        var bearer = await platform.Aurora.CustomerAsync("last-wins@example.com");

        foreach (var name in new[] { "First", "Second" })
        {
            Assert.True((await platform.Aurora.Door("API")
                .DoAsync(bearer, AccountOperation.UpdateProfile, ("firstname", name), ("lastname", "Bee"), ("phone", "111"))).IsDone);
        }

        Assert.Equal("Second", (await platform.Aurora.FindCustomerAsync("last-wins@example.com"))!.Firstname);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Saving_unchanged_values_changes_nothing(string name)
    {
        var email = $"same-{name}@example.com";
        await platform.Aurora.CustomerAsync(email);
        var door = platform.Aurora.Door(name);
        var session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
        (string, object?)[] profile = [("firstname", "Ann"), ("lastname", "Bee"), ("phone", "111")];
        Assert.True((await door.DoAsync(session, AccountOperation.UpdateProfile, profile)).IsDone);

        var again = await platform.UnchangedAsync(() => door.DoAsync(session, AccountOperation.UpdateProfile, profile));

        Assert.True(again.IsDone);
        Assert.Single(await platform.Aurora.EventsOfAsync(email), line => line.StartsWith("customer.profile_changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_posted_after_signing_out_saves_nothing_and_redirects_to_sign_in()
    {
        var session = await SignedInAsync("stale@example.com");
        var browser = platform.Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        var page = await browser.GetAsync(Details);
        await new BrowserDoor(platform.Aurora).SignOutAsync(session);

        var late =
            await browser.SubmitFormAsync(page, "profile", ("Profile.Firstname", "Late"), ("Profile.Lastname", "Bee"), ("Profile.Phone", "111"));

        Assert.Equal(HttpStatusCode.SeeOther, late.Status);
        Assert.Contains("nothing was saved", (await browser.GetAsync(late.Location!)).Main, StringComparison.Ordinal);
        Assert.Null((await platform.Aurora.FindCustomerAsync("stale@example.com"))!.Firstname);
    }
}
