using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passkeys;

public sealed class ManagePasskeysTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private static async Task<(string Session, long Id)> CustomerAsync(Shop shop, IDoor door, string email)
    {
        using var key = SoftwareAuthenticator.At(shop);
        Assert.True((await new ApiDoor(shop).AddPasskeyAsync(await shop.CustomerAsync(email), key, "Phone")).IsDone);
        var id = await shop.Platform.AsAsync(
            shop, db => db.CustomerPasskeys.Where(row => row.Customer.Email == email).Select(row => row.Id).SingleAsync());
        return ((await door.SignInAsync(email, Shop.GoodPassword)).Session!, id);
    }

    private Task<string?> NameAsync(long id) =>
        platform.AsAsync(platform.Aurora, async db => (await db.CustomerPasskeys.SingleOrDefaultAsync(row => row.Id == id))?.Data.Name);

    [Theory, MemberData(nameof(Doors))]
    public async Task A_key_gets_another_name_of_at_most_64_characters(string name)
    {
        var door = platform.Aurora.Door(name);
        var (session, id) = await CustomerAsync(platform.Aurora, door, $"names-{name}@example.com");

        Assert.True((await door.ChangePasskeyAsync(session, id, string.Concat(Enumerable.Repeat("😀", 64)))).IsDone);
        Assert.False((await door.ChangePasskeyAsync(session, id, new string('x', 65))).IsDone);
        Assert.False((await door.ChangePasskeyAsync(session, id, " ")).IsDone);

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 64)), await NameAsync(id));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_removed_key_is_gone_and_a_notice_is_mailed(string name)
    {
        using var own = new TestPlatform();
        var door = own.Aurora.Door(name);
        var (session, id) = await CustomerAsync(own.Aurora, door, "removes@example.com");
        own.Clock.Turn(TimeSpan.FromMinutes(61));

        Assert.False((await door.ChangePasskeyAsync(session, id, name: null)).IsDone);
        Assert.False((await door.ChangePasskeyAsync(session, id, name: null, "not this one")).IsDone);
        Assert.Equal(1, await own.Aurora.CountAsync(db => db.CustomerPasskeys));
        Assert.True((await door.ChangePasskeyAsync(session, id, name: null, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await own.Aurora.CountAsync(db => db.CustomerPasskeys));
        Assert.Contains(
            await own.MailsAsync(),
            mail => mail.To == "removes@example.com" && mail.Subject.Contains("passkey was removed", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Another_customers_key_is_as_unknown_as_a_missing_one(string name)
    {
        var door = platform.Aurora.Door(name);
        var (_, victims) = await CustomerAsync(platform.Aurora, door, $"victim-{name}@example.com");
        var (_, elsewhere) = await CustomerAsync(platform.Birch, platform.Birch.Door(name), $"victim-{name}@example.com");
        var (thief, _) = await CustomerAsync(platform.Aurora, door, $"thief-{name}@example.com");

        foreach (var change in new[] { null, "Mine" })
        {
            var unknown = await door.ChangePasskeyAsync(thief, 987654321, change);
            var refused = await door.ChangePasskeyAsync(thief, victims, change);
            var foreign = await door.ChangePasskeyAsync(thief, elsewhere, change);

            Assert.Equal((false, name == "API" ? HttpStatusCode.NotFound : HttpStatusCode.OK), (unknown.IsDone, unknown.Status));
            Assert.Equal((unknown.Status, unknown.Message), (refused.Status, refused.Message));
            Assert.Equal((unknown.Status, unknown.Message), (foreign.Status, foreign.Message));
        }

        Assert.Equal("Phone", await NameAsync(victims));
    }

    [Fact]
    public async Task A_list_tells_which_keys_were_made_for_a_former_host()
    {
        using var own = new TestPlatform();
        var (session, id) = await CustomerAsync(own.Aurora, new BrowserDoor(own.Aurora), "moved@example.com");
        await own.AsAsync(own.Aurora, db => db.CustomerPasskeys.Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Host, "old.example")));

        var page = await PasskeyDoors.SignedIn(own.Aurora, session).GetAsync("/account/passkeys");
        var token = (await new ApiDoor(own.Aurora).SignInAsync("moved@example.com", Shop.GoodPassword)).Session!;
        var listed = (await own.Aurora.Api(token).PostAsync("customer/passkeys/list")).Data.GetProperty("passkeys")[0];

        Assert.Contains("Made for old.example, where the shop was before.", page.Main, StringComparison.Ordinal);
        Assert.Equal((id, "Phone", false), (
            listed.GetProperty("id").GetInt64(), listed.GetProperty("name").GetString(), listed.GetProperty("works_here").GetBoolean()));
    }

    [Fact]
    public async Task A_passkey_is_suggested_right_after_the_account_was_opened_and_only_to_script()
    {
        using var own = new TestPlatform();
        var session = (await new BrowserDoor(own.Aurora).AcceptAsync(await own.Aurora.InviteAsync("new@example.com"), Shop.GoodPassword)).Session!;
        var browser = PasskeyDoors.SignedIn(own.Aurora, session);

        var suggestion = (await browser.GetAsync("/account")).Page.QuerySelector("[data-passkey-able]");
        own.Clock.Turn(TimeSpan.FromMinutes(11));

        Assert.True(suggestion?.HasAttribute("hidden"));
        Assert.Null((await browser.GetAsync("/account")).Page.QuerySelector("[data-passkey-able]"));
    }
}
