using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Passkeys;

public sealed class AddPasskeyTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private Shop Aurora => platform.Aurora;

    private Task<int> KeysOfAsync(string email) => Aurora.CountAsync(db => db.CustomerPasskeys.Where(row => row.Customer.Email == email));

    private async Task<string> SignedInAsync(IDoor door, string email)
    {
        await Aurora.CustomerAsync(email);
        return (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_key_is_stored_with_its_host_and_a_notice_is_mailed(string name)
    {
        var email = $"adds-{name}@example.com";
        var session = await SignedInAsync(Aurora.Door(name), email);
        using var key = SoftwareAuthenticator.At(Aurora);

        var added = await Aurora.Door(name).AddPasskeyAsync(session, key, "  My   phone\u00a0");

        Assert.True(added.IsDone, added.Message);
        var row = await platform.AsAsync(Aurora, db => db.CustomerPasskeys.SingleAsync(passkey => passkey.Customer.Email == email));
        Assert.Equal((Aurora.Id, Aurora.Host, key.CredentialId.Length), (row.MerchantId, row.Host, row.CredentialId.Length));
        Assert.StartsWith("My ", row.Data.Name, StringComparison.Ordinal);
        Assert.Equal((platform.Clock.Now.ToUnixTimeSeconds(), 0), (row.Data.CreatedAt.ToUnixTimeSeconds(), row.Data.AttestationObject.Length));
        Assert.Contains(
            await platform.MailsAsync(), mail => mail.To == email && mail.Subject.Contains("passkey was added", StringComparison.Ordinal));
        Assert.True(await platform.AsAsync(Aurora, db => db.AuditEntries.AnyAsync(entry => entry.Action == "customer.passkey_added")));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_session_older_than_ten_minutes_needs_the_current_password(string name)
    {
        using var own = new TestPlatform();
        var door = own.Aurora.Door(name);
        await own.Aurora.CustomerAsync("old@example.com");
        var session = (await door.SignInAsync("old@example.com", Shop.GoodPassword)).Session!;
        own.Clock.Turn(TimeSpan.FromMinutes(11));
        using var key = SoftwareAuthenticator.At(own.Aurora);

        var without = await door.AddPasskeyAsync(session, key);
        var wrong = await door.AddPasskeyAsync(session, key, password: "not this one");
        var right = await door.AddPasskeyAsync(session, key, password: Shop.GoodPassword);

        Assert.False(without.IsDone);
        Assert.False(wrong.IsDone);
        Assert.True(right.IsDone, right.Message);
        Assert.Equal(1, await own.Aurora.CountAsync(db => db.CustomerPasskeys));
    }

    [Fact]
    public async Task A_wrong_password_counts_towards_the_delay_of_sign_in()
    {
        using var own = new TestPlatform { Settings = new() { ["RateLimits:PasswordTriesPer15Minutes"] = "2" } };
        var session = await own.Aurora.CustomerAsync("guesses@example.com");
        var api = own.Aurora.Api(session);
        for (var guess = 0; guess < 2; guess++)
        {
            var wrong = await api.PostAsync("customer/passkeys/options", new { current_password = $"guess {guess}" });
            Assert.Equal("The password is not right.", wrong.Error("current_password"));
        }

        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await api.PostAsync("customer/passkeys/options", new { current_password = Shop.GoodPassword })).Status);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_unverified_address_gets_no_key(string name)
    {
        var door = Aurora.Door(name);
        var session = (await door.RegisterAsync($"unverified-{name}@example.com", Shop.GoodPassword)).Session!;
        using var key = SoftwareAuthenticator.At(Aurora);

        var refused = await door.AddPasskeyAsync(session, key);

        Assert.False(refused.IsDone);
        Assert.Contains("Confirm your address first.", refused.Message, StringComparison.Ordinal);
    }

    internal static readonly string[] Faults =
        ["other origin", "http origin", "other shop's origin", "parent domain", "other shop", "no user verification", "inside a frame"];

    public static TheoryData<string> Misfits => [.. Faults];

    [Theory, MemberData(nameof(Misfits))]
    public async Task A_key_that_is_not_for_this_shop_is_refused(string fault)
    {
        var email = $"misfit-{fault.Replace(' ', '-').Replace("'", "", StringComparison.Ordinal)}@example.com";
        var session = await Aurora.CustomerAsync(email);
        using var key = SoftwareAuthenticator.At(Aurora);
        Spoil(key, fault);

        foreach (var door in Aurora.Doors)
        {
            var own = door is ApiDoor ? session : (await door.SignInAsync(email, Shop.GoodPassword)).Session!;
            var refused = await door.AddPasskeyAsync(own, key);

            Assert.False(refused.IsDone);
            Assert.Contains("This passkey cannot be used here.", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, await KeysOfAsync(email));
    }

    internal static void Spoil(SoftwareAuthenticator key, string fault)
    {
        key.Origin = fault switch
        {
            "other origin" => "https://evil.example",
            "http origin" => "http://aurora.localhost",
            "other shop's origin" => "https://birch.localhost",
            _ => key.Origin,
        };
        key.OtherParty = fault switch { "parent domain" => "localhost", "other shop" => "birch.localhost", _ => null };
        key.VerifiesUser = fault != "no user verification";
        key.IsCrossOrigin = fault == "inside a frame";
    }

    [Fact]
    public async Task An_offer_works_once_for_its_own_session_and_for_ten_minutes()
    {
        using var own = new TestPlatform();
        var (mine, other) = (await own.Aurora.CustomerAsync("mine@example.com"), await own.Aurora.CustomerAsync("other@example.com"));
        using var key = SoftwareAuthenticator.At(own.Aurora);
        using var second = SoftwareAuthenticator.At(own.Aurora);
        var offer = await own.Aurora.Api(mine).PostAsync("customer/passkeys/options", new { });

        var foreign = await own.Aurora.AddPasskeyAsync(other, offer, key);
        var first = await own.Aurora.AddPasskeyAsync(mine, offer, key);
        var again = await own.Aurora.AddPasskeyAsync(mine, offer, second);
        var late = await own.Aurora.Api(mine).PostAsync("customer/passkeys/options", new { });
        own.Clock.Turn(TimeSpan.FromMinutes(10));
        var expired = await own.Aurora.AddPasskeyAsync(mine, late, second);

        Assert.True(first.IsDone, first.Message);
        Assert.All([foreign, again, expired], refused => Assert.NotNull(refused.Error("state")));
        Assert.Equal(1, await own.Aurora.CountAsync(db => db.CustomerPasskeys));
    }

    [Fact]
    public async Task A_key_that_is_stored_already_is_refused()
    {
        var (mine, other) = (await Aurora.CustomerAsync("first-owner@example.com"), await Aurora.CustomerAsync("second-owner@example.com"));
        using var key = SoftwareAuthenticator.At(Aurora);
        Assert.True((await new ApiDoor(Aurora).AddPasskeyAsync(mine, key)).IsDone);

        Assert.NotNull((await new ApiDoor(Aurora).AddPasskeyAsync(mine, key)).Error("credential"));
        Assert.NotNull((await new ApiDoor(Aurora).AddPasskeyAsync(other, key)).Error("credential"));
        var elsewhere = await platform.Birch.CustomerAsync("first-owner@example.com");
        (key.Origin, key.UserHandle) = ("https://birch.localhost", null);
        Assert.True((await new ApiDoor(platform.Birch).AddPasskeyAsync(elsewhere, key)).IsDone);
    }

    [Fact]
    public async Task The_twenty_first_key_is_refused_at_the_offer_and_at_the_end()
    {
        var session = await Aurora.CustomerAsync("collector@example.com");
        var spare = await Aurora.Api(session).PostAsync("customer/passkeys/options", new { });
        for (var count = 0; count < CustomerPasskey.MaxPerCustomer; count++)
        {
            using var key = SoftwareAuthenticator.At(Aurora);
            Assert.True((await new ApiDoor(Aurora).AddPasskeyAsync(session, key, $"Key {count}")).IsDone);
        }

        using var last = SoftwareAuthenticator.At(Aurora);
        var refused = await Aurora.AddPasskeyAsync(session, spare, last);
        var offer = await Aurora.Api(session).PostAsync("customer/passkeys/options", new { });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (refused.Status, offer.Status));
        Assert.Equal("passkey.too_many", offer.Code);
        Assert.Equal(CustomerPasskey.MaxPerCustomer, await KeysOfAsync("collector@example.com"));
        var mails = (await platform.MailsAsync()).Where(mail => mail.To == "collector@example.com");
        Assert.Single(mails, mail => mail.Subject.Contains("passkey", StringComparison.Ordinal));
    }
}
