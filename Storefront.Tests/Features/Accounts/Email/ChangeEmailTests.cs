using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Email;

public sealed partial class ChangeEmailTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    private static (string, object?)[] To(string email, string password = Shop.GoodPassword) => [("email", email), ("current_password", password)];

    private async Task<string> SignedInAsync(string name, string email)
    {
        await platform.Aurora.CustomerAsync(email);
        return (await Open(name).SignInAsync(email, Shop.GoodPassword)).Session!;
    }

    private async Task<string> CodeAsync(string email) =>
        CodePattern()
            .Match((await platform.MailsAsync()).First(mail => mail.To == email && mail.Subject == "Your code for Aurora Coffee").Text).Value;

    private async Task<string> AskedAsync(string name, string session, string email)
    {
        Assert.True((await Open(name).DoAsync(session, AccountOperation.ChangeEmail, To(email))).IsDone);
        return await CodeAsync(email);
    }

    private Task<Outcome> EnterAsync(string name, string session, string code) =>
        Open(name).DoAsync(session, AccountOperation.VerifyEmail, ("token", code));

    private static string Other(string code) => code[0] == '0' ? "1" + code[1..] : "0" + code[1..];

    [Theory, MemberData(nameof(Doors))]
    public async Task The_code_changes_the_address_ends_every_session_and_notifies_the_old_address(string name)
    {
        var (old, fresh) = ($"old-{name}@example.com", $"New-{name}@example.com");
        var elsewhere = await platform.Birch.CustomerAsync(old);
        var session = await SignedInAsync(name, old);
        var other = (await new ApiDoor(platform.Aurora).SignInAsync(old, Shop.GoodPassword)).Session!;
        await GuestOrderAsync($"MOVE-{name}", fresh);
        var code = await AskedAsync(name, session, fresh);
        Assert.NotNull(await platform.Aurora.FindCustomerAsync(old));

        var moved = await EnterAsync(name, session, $" {code[..3]} {code[3..]} ");

        Assert.True(moved.IsDone, moved.Message);
        Assert.False(await Open(name).IsSignedInAsync(session));
        Assert.False(await new ApiDoor(platform.Aurora).IsSignedInAsync(other));
        Assert.False((await Open(name).SignInAsync(old, Shop.GoodPassword)).IsSignedIn);
        var signedIn = await Open(name).SignInAsync(fresh, Shop.GoodPassword);
        Assert.Equal([$"MOVE-{name}"], await Open(name).OrdersAsync(signedIn.Session!));
        Assert.NotNull((await platform.Aurora.FindCustomerAsync(fresh))!.EmailVerifiedAt);
        Assert.Single(
            await platform.MailsAsync(),
            mail => mail.To == old && mail.Subject == "Another address for your account at Aurora Coffee"
                && !mail.Text.Contains(code, StringComparison.Ordinal) && !mail.Text.Contains(fresh, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.EmailChanges.Where(change => change.Customer.Email == fresh)));
        Assert.True(await new ApiDoor(platform.Birch).IsSignedInAsync(elsewhere));
        Assert.NotNull(await platform.Birch.FindCustomerAsync(old));
    }

    [Theory]
    [InlineData("API", "email", "nonsense")]
    [InlineData("browser", "email", "nonsense")]
    [InlineData("API", "email", "SAME")]
    [InlineData("browser", "email", "SAME")]
    [InlineData("API", "email", "TAKEN")]
    [InlineData("browser", "email", "TAKEN")]
    [InlineData("API", "current_password", "fresh@example.com")]
    [InlineData("browser", "current_password", "fresh@example.com")]
    public async Task An_invalid_request_mails_nobody(string name, string field, string wish)
    {
        var email = $"wish-{name}-{field}-{wish.Length}@example.com";
        var session = await SignedInAsync(name, email);
        var taken = $"taken-{name}@example.com";
        if (wish == "TAKEN" && await platform.Aurora.FindCustomerAsync(taken) is null)
        {
            await platform.Aurora.InviteAsync(taken);
        }

        var target = wish switch { "SAME" => email.ToUpperInvariant(), "TAKEN" => taken, _ => wish };
        var refused = await Open(name)
            .DoAsync(session, AccountOperation.ChangeEmail, To(target, field == "current_password" ? "wrong-horse-battery" : Shop.GoodPassword));

        Assert.False(refused.IsDone);
        Assert.NotNull(refused.Error(field));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.EmailChanges.Where(change => change.Customer.Email == email)));
        Assert.DoesNotContain(
            await platform.MailsAsync(), mail => mail.Subject.Contains("code", StringComparison.Ordinal) && (mail.To == target || mail.To == email));
    }

    [Fact]
    public async Task Without_the_password_a_taken_address_is_not_revealed()
    {
        var session = await SignedInAsync("API", "curious@example.com");
        await platform.Aurora.CustomerAsync("known@example.com");

        var refused = await Open("API").DoAsync(session, AccountOperation.ChangeEmail, To("known@example.com", "wrong-horse-battery"));

        Assert.NotNull(refused.Error("current_password"));
        Assert.Null(refused.Error("email"));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task An_address_taken_meanwhile_is_refused_as_taken(string name)
    {
        var session = await SignedInAsync(name, $"late-{name}@example.com");
        var code = await AskedAsync(name, session, $"late-new-{name}@example.com");
        await platform.Aurora.CustomerAsync($"late-new-{name}@example.com");

        var refused = await EnterAsync(name, session, code);

        Assert.False(refused.IsDone);
        Assert.Contains("belongs to another account", name == "API" ? refused.Error("email") : refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await platform.Aurora.FindCustomerAsync($"late-{name}@example.com"));
        Assert.True(await Open(name).IsSignedInAsync(session));
    }

    [Fact]
    public async Task The_same_address_is_free_at_another_shop_and_its_token_is_unknown_here()
    {
        var session = await SignedInAsync("API", "two-shops@example.com");
        await platform.Birch.CustomerAsync("two-shops-new@example.com");
        var code = await AskedAsync("API", session, "two-shops-new@example.com");

        Assert.Equal(
            HttpStatusCode.Unauthorized, (await platform.Birch.Api(session).PostAsync("customer/email/change/verify", new { token = code })).Status);
        Assert.True((await EnterAsync("API", session, code)).IsDone);
    }

    [Fact]
    public async Task Changing_the_password_stops_a_change_of_address()
    {
        var session = await SignedInAsync("API", "stops@example.com");
        var code = await AskedAsync("API", session, "stops-new@example.com");
        var changed = await Open("API").DoAsync(
            session, AccountOperation.ChangePassword, ("current_password", Shop.GoodPassword), ("password", "another-horse-battery-staple"),
            ("password_confirmation", "another-horse-battery-staple"));

        Assert.NotNull((await EnterAsync("API", changed.Session!, code)).Error("token"));
        Assert.NotNull(await platform.Aurora.FindCustomerAsync("stops@example.com"));
    }

    [Fact]
    public async Task The_database_holds_no_code_and_a_deletion_removes_the_change()
    {
        const string email = "leaves@example.com";
        var session = await SignedInAsync("API", email);
        var code = await AskedAsync("API", session, "leaves-new@example.com");
        await platform.Aurora.Api(session).PostAsync("customer/preferences/cart-reminder", new { enabled = true });
        var change = await platform.AsAsync(platform.Aurora, db => db.EmailChanges.AsNoTracking().FirstAsync(row => row.Customer.Email == email));
        Assert.NotEqual(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(code)), change.CodeHash);

        Assert.True((await Open("API").DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.EmailChanges.Where(row => row.CustomerId == change.CustomerId)));
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.ConsentStatements.Where(row => row.CustomerId == change.CustomerId)));
    }

    private Task<int> GuestOrderAsync(string number, string email) => platform.AsAsync(platform.Aurora, db =>
    {
        db.Orders.Add(new()
        {
            MerchantId = platform.Aurora.Id,
            OrderNumber = number,
            Currency = "EUR",
            BuyerEmail = email,
            BuyerAddress = EmailAddress.Check(email, out var address) is null ? address.Canonical : "",
            Billing = new() { City = "Utrecht" },
            Shipping = new() { City = "Utrecht" },
            PlacedAt = platform.Clock.Now,
        });
        return db.SaveChangesAsync();
    });

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex CodePattern();
}
