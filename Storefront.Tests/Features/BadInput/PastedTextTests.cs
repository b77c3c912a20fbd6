using System.Net;
using System.Text.RegularExpressions;
using Storefront.Tests.Features.Orders;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.BadInput;

/// <summary>What people paste, through both doors: signs that nobody sees are no reason to refuse, and what is kept is what was seen.</summary>
public sealed partial class PastedTextTests(OrderedShop shop) : IClassFixture<OrderedShop>
{
    private static readonly string[] Codes = ["{0}.", "\u200b{0}", "Code: {0}", "\u202a{0}\u202c", "{0}\u00a0\ufeff", "Your code is {0}."];
    private static readonly string[] Addresses = ["\u200b{0}", "{0}\u202c", "mailto:{0}", "\ufeff{0}\u00a0", "\u2068{0}\u2069"];
    private static readonly string[] Searches =
        ["A-0042", "A\u20110042", "A\u20130042", "\u200bA-0042\u200b", "a-0042.", "#A-0042", "Order: A-0042", "A-\u200b0042", "Ａ－００４２", "(A-0042)",
        "\u202aA-0042\u202c", "Bestelnummer: A-0042."];

    private TestPlatform Platform => shop.Platform;

    public static TheoryData<string, int> CodesThroughDoors => Through(Codes.Length);

    public static TheoryData<string, int> AddressesThroughDoors => Through(Addresses.Length);

    private static TheoryData<string, int> Through(int count)
    {
        var rows = new TheoryData<string, int>();
        foreach (var door in new[] { "API", "browser" })
        {
            Enumerable.Range(0, count).ToList().ForEach(index => rows.Add(door, index));
        }

        return rows;
    }

    [Theory, MemberData(nameof(CodesThroughDoors))]
    public async Task A_pasted_code_moves_the_address_and_nobody_elses(string name, int index)
    {
        var (old, fresh) = ($"paste-{name}-{index}@example.com", $"pasted-{name}-{index}@example.com");
        await Platform.Birch.CustomerAsync(old);
        await Platform.Aurora.CustomerAsync(old);
        var door = Platform.Aurora.Door(name);
        var session = (await door.SignInAsync(old, Shop.GoodPassword)).Session!;
        Assert.True((await door.DoAsync(session, AccountOperation.ChangeEmail, ("email", fresh), ("current_password", Shop.GoodPassword))).IsDone);
        var mail = (await Platform.MailsAsync()).First(sent => sent.To == fresh);

        var moved = await door.DoAsync(session, AccountOperation.VerifyEmail, ("token", Paste(Codes[index], SixDigits().Match(mail.Text).Value)));

        Assert.True(moved.IsDone, moved.Message);
        Assert.NotNull(await Platform.Aurora.FindCustomerAsync(fresh));
        Assert.NotNull(await Platform.Birch.FindCustomerAsync(old));
    }

    [Theory, MemberData(nameof(AddressesThroughDoors))]
    public async Task A_pasted_address_signs_in_where_it_belongs(string name, int index)
    {
        var email = $"sign-in-{name}-{index}@example.com";
        await Platform.Aurora.CustomerAsync(email);
        var pasted = Paste(Addresses[index], email);

        Assert.True((await Platform.Aurora.Door(name).SignInAsync(pasted, Shop.GoodPassword)).IsSignedIn);
        Assert.False((await Platform.Birch.Door(name).SignInAsync(pasted, Shop.GoodPassword)).IsSignedIn);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task An_unseen_sign_inside_an_address_is_named_and_nobody_is_signed_in(string name)
    {
        var refused = await Platform.Aurora.Door(name).SignInAsync("buyer\u200b@example.com", Shop.GoodPassword);

        Assert.False(refused.IsSignedIn);
        Assert.Contains("invisible character", refused.Error("email"), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_pasted_phone_and_place_are_kept_as_they_were_seen(string name)
    {
        var email = $"place-{name}@example.com";
        await Platform.Aurora.CustomerAsync(email);
        var door = Platform.Aurora.Door(name);
        var session = (await door.SignInAsync(email, Shop.GoodPassword)).Session!;

        var profile = await door.DoAsync(session, AccountOperation.UpdateProfile, ("firstname", "\u200bAnn\u00a0Lee"), ("lastname", "Bee\u202c"),
            ("phone", "\u202a+31\u00a020\u2011123 4567 x12\u202c"));
        var place = await door.DoAsync(
            session, AccountOperation.UpdateAddresses,
            ("default_billing.firstname", "Ann"), ("default_billing.lastname", "Bee"), ("default_billing.street", "Oude\u00a0Gracht\u200e"),
            ("default_billing.number", "12½"),
            ("default_billing.postcode", "3511\u00a0AE\u200b"), ("default_billing.city", "Den\u00a0Haag\u00ad"), ("default_billing.country", "NL"));

        Assert.True(profile.IsDone && place.IsDone, $"{profile.Message} {place.Message}");
        var kept = (await Platform.Aurora.FindCustomerAsync(email))!;
        Assert.Equal(("Ann Lee", "Bee", "+31 20-123 4567 x12"), (kept.Firstname, kept.Lastname, kept.PhoneNumber));
        Assert.Equal(("Oude Gracht", "12½", "3511 AE", "Den Haag"),
            (kept.DefaultBilling!.Street, kept.DefaultBilling.Number, kept.DefaultBilling.Postcode, kept.DefaultBilling.City));
    }

    [Fact]
    public async Task A_pasted_order_number_finds_its_order_through_both_doors()
    {
        foreach (var pasted in Searches)
        {
            var answer = await Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/list", new { search_query = pasted });
            var page = await shop.SignedIn().GetAsync("/account/orders?q=" + Uri.EscapeDataString(pasted));

            Assert.Equal((pasted, HttpStatusCode.OK), (pasted, answer.Status));
            Assert.Equal((pasted, "A-0042"), (pasted, Assert.Single(answer.Data.GetProperty("data").EnumerateArray()).GetProperty("order_number")
                .GetString()));
            Assert.Equal((pasted, "A-0042"), (pasted, Assert.Single(page.Page.QuerySelectorAll("tbody th a")).TextContent));
        }
    }

    [Fact]
    public async Task Another_shops_order_is_not_found_however_it_is_pasted()
    {
        var answer = await Platform.Aurora.Api(shop.Bearer).PostAsync("customer/orders/list", new { search_query = "Order: BIRCH\u20111." });

        Assert.Empty(answer.Data.GetProperty("data").EnumerateArray());
    }

    private static string Paste(string form, string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, text);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex SixDigits();
}
