using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passkeys;

public sealed class PasskeySignInTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string NoMatch = "This passkey does not open an account here. Sign in with your password.";

    public static TheoryData<string> Doors => ["API", "browser"];

    private Shop Aurora => platform.Aurora;

    private static async Task<SoftwareAuthenticator> CustomerAsync(Shop shop, string email)
    {
        var key = SoftwareAuthenticator.At(shop);
        var added = await new ApiDoor(shop).AddPasskeyAsync(await shop.CustomerAsync(email), key);
        Assert.True(added.IsDone, added.Message);
        return key;
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_key_opens_its_account_at_both_shops(string name)
    {
        foreach (var shop in new[] { Aurora, platform.Birch })
        {
            var email = $"opens-{name}@example.com";
            using var key = await CustomerAsync(shop, email);

            var signedIn = await shop.Door(name).PasskeySignInAsync(key);

            Assert.True(signedIn.IsDone, signedIn.Message);
            Assert.True(await shop.Door(name).IsSignedInAsync(signedIn.Session!));
            var row = await platform.AsAsync(shop, db => db.CustomerPasskeys.SingleAsync(passkey => passkey.Customer.Email == email));
            Assert.Equal((1u, platform.Clock.Now.ToUnixTimeSeconds()), (row.Data.SignCount, row.LastUsedAt!.Value.ToUnixTimeSeconds()));
            Assert.True(await platform.AsAsync(
                shop, db => db.AuditEntries.AnyAsync(entry => entry.Action == "customer.signed_in" && entry.Facts == "passkey")));
        }
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Whatever_does_not_fit_gets_the_same_answer_and_counts_for_the_client(string name)
    {
        var door = Aurora.Door(name);
        foreach (var fault in (string[])[.. AddPasskeyTests.Faults, "signature", "unknown key", "owner"])
        {
            var email = $"fault-{name}-{fault.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}@example.com";
            using var key = await CustomerAsync(Aurora, email);
            AddPasskeyTests.Spoil(key, fault);
            key.SpoilsSignature = fault == "signature";
            key.UserHandle = fault == "owner" ? "MQ" : key.UserHandle;
            using var unknown = new SoftwareAuthenticator(key.Origin) { UserHandle = key.UserHandle };
            var before = await Aurora.CountMissesAsync();

            var refused = await door.PasskeySignInAsync(fault == "unknown key" ? unknown : key);

            Assert.False(refused.IsDone, fault);
            Assert.Contains(NoMatch, name == "API" ? refused.Error("credential") : refused.Message, StringComparison.Ordinal);
            Assert.Equal(name == "API" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, refused.Status);
            Assert.True(await Aurora.CountMissesAsync() >= Math.Max(1, before));
        }
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_key_of_the_other_shop_does_not_open_this_one(string name)
    {
        using var key = await CustomerAsync(platform.Birch, $"elsewhere-{name}@example.com");
        await Aurora.CustomerAsync($"elsewhere-{name}@example.com");
        key.Origin = "https://aurora.localhost";

        Assert.False((await Aurora.Door(name).PasskeySignInAsync(key)).IsDone);
        var offer = await PasskeyDoors.OfferAsync(platform.Birch);
        var foreign = await Aurora.Door(name).PasskeySignInAsync(offer, key);
        Assert.False(foreign.IsDone);
        Assert.Contains("This took too long", name == "API" ? foreign.Error("state") : foreign.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_counter_that_does_not_move_on_betrays_a_copied_key(string name)
    {
        using var key = await CustomerAsync(Aurora, $"cloned-{name}@example.com");
        key.Counter = 6;
        Assert.True((await Aurora.Door(name).PasskeySignInAsync(key)).IsDone);
        key.Counter = 6;

        Assert.False((await Aurora.Door(name).PasskeySignInAsync(key)).IsDone);
        Assert.True((await Aurora.Door(name).PasskeySignInAsync(key)).IsDone);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_answer_works_once_and_for_ten_minutes(string name)
    {
        using var own = new TestPlatform();
        using var key = await CustomerAsync(own.Aurora, "once@example.com");
        var door = own.Aurora.Door(name);
        var offer = await PasskeyDoors.OfferAsync(own.Aurora);
        var (state, credential) = (offer.Data.GetProperty("state").GetString()!, key.Get(offer.Data.GetProperty("options")));
        var late = await PasskeyDoors.OfferAsync(own.Aurora);

        Assert.True((await door.SendPasskeyAsync(state, credential)).IsDone);
        Assert.False((await door.SendPasskeyAsync(state, credential)).IsDone);
        own.Clock.Turn(TimeSpan.FromMinutes(10));
        Assert.False((await door.PasskeySignInAsync(late, key)).IsDone);
        Assert.Equal(2, await own.Aurora.CountAsync(db => db.Sessions));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_removed_key_and_a_deleted_account_are_refused_alike(string name)
    {
        using var removed = await CustomerAsync(Aurora, $"removed-{name}@example.com");
        using var deleted = await CustomerAsync(Aurora, $"deleted-{name}@example.com");
        var id = await platform.AsAsync(
            Aurora, db => db.CustomerPasskeys.Where(row => row.Customer.Email == $"removed-{name}@example.com").Select(row => row.Id).SingleAsync());
        var session = (await new ApiDoor(Aurora).SignInAsync($"removed-{name}@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(Aurora).ChangePasskeyAsync(session, id, name: null)).IsDone);
        var leaver = (await new ApiDoor(Aurora).SignInAsync($"deleted-{name}@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(Aurora).DeleteAsync(leaver, Shop.GoodPassword)).IsDone);

        var (first, second) = (await Aurora.Door(name).PasskeySignInAsync(removed), await Aurora.Door(name).PasskeySignInAsync(deleted));

        Assert.Equal((false, false), (first.IsDone, second.IsDone));
        Assert.Equal((first.Status, first.Message), (second.Status, second.Message));
    }

    [Fact]
    public async Task A_password_reset_by_mail_removes_every_key_and_a_change_removes_none()
    {
        using var key = await CustomerAsync(Aurora, "resets@example.com");
        var session = (await new ApiDoor(Aurora).SignInAsync("resets@example.com", Shop.GoodPassword)).Session!;
        Assert.True((await new ApiDoor(Aurora).DoAsync(
            session, AccountOperation.ChangePassword, ("current_password", Shop.GoodPassword), ("password", "another-horse-battery-staple"),
            ("password_confirmation", "another-horse-battery-staple"))).IsDone);
        Assert.True((await new ApiDoor(Aurora).PasskeySignInAsync(key)).IsDone);

        var link = await Aurora.ForgetPasswordAsync("resets@example.com");
        Assert.True((await new ApiDoor(Aurora).ResetAsync(link, Shop.GoodPassword)).IsDone);

        Assert.False((await new ApiDoor(Aurora).PasskeySignInAsync(key)).IsDone);
    }

    [Fact]
    public async Task A_delay_of_the_password_does_not_stop_a_key_and_a_delay_of_the_client_does()
    {
        using var own = new TestPlatform { Settings = new() { ["RateLimits:PasswordTriesPer15Minutes"] = "1" } };
        using var key = await CustomerAsync(own.Aurora, "delayed@example.com");
        await new ApiDoor(own.Aurora).SignInAsync("delayed@example.com", "wrong");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await new ApiDoor(own.Aurora).SignInAsync("delayed@example.com", Shop.GoodPassword)).Status);

        Assert.True((await new ApiDoor(own.Aurora).PasskeySignInAsync(key)).IsDone);
        key.SpoilsSignature = true;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await new ApiDoor(own.Aurora).PasskeySignInAsync(key);
        }

        key.SpoilsSignature = false;
        Assert.Equal(HttpStatusCode.TooManyRequests, (await new ApiDoor(own.Aurora).PasskeySignInAsync(key)).Status);
    }

    [Fact]
    public async Task The_options_name_the_stored_host_and_nobody()
    {
        var asAurora = await Aurora.Api().PostPublicAsync("customer/auth/passkey/options", new { email = "jane@example.com" });
        var onPlatform = await new ApiClient(platform.Client("localhost"), platform.Birch.Id)
            .PostPublicAsync("customer/auth/passkey/options", new { });

        Assert.Equal("aurora.localhost", asAurora.Data.GetProperty("options").GetProperty("rpId").GetString());
        Assert.Equal("birch.localhost", onPlatform.Data.GetProperty("options").GetProperty("rpId").GetString());
        Assert.Equal("required", asAurora.Data.GetProperty("options").GetProperty("userVerification").GetString());
        Assert.Equal(0, asAurora.Data.GetProperty("options").GetProperty("allowCredentials").GetArrayLength());
        var related = await platform.Client("aurora.localhost").GetStringAsync("/.well-known/webauthn");
        Assert.Contains("https://aurora.localhost", related, StringComparison.Ordinal);
        Assert.DoesNotContain("birch", related, StringComparison.Ordinal);
    }
}
