using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts;

/// <summary>The audit trail records sign-outs, ended sessions and the start of delays, under a random number and without names.</summary>
public sealed class AccountAuditTests : IAsyncDisposable
{
    private const int Limit = 3;
    private const string Email = "noted@example.com";
    private const string Wrong = "wrong-horse-battery-staple";
    private const string SignedOut = "customer.signed_out";
    private readonly TestPlatform _platform = new() { Settings = { ["RateLimits:PasswordTriesPer15Minutes"] = $"{Limit}" } };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    private async Task<IReadOnlyList<string>> NewEventsAsync(string email = Email) =>
        [
            .. (await Aurora.EventsOfAsync(email))
            .Where(line => !line.StartsWith("customer.invited", StringComparison.Ordinal)
                && !line.StartsWith("invitation.accepted", StringComparison.Ordinal) && line != "customer.signed_in")
        ];

    private async Task<HttpStatusCode> MissAsync(string door, string email = Email) => (await Aurora.Door(door).SignInAsync(email, Wrong)).Status;

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Signing_out_is_recorded_once(string name)
    {
        await Aurora.CustomerAsync(Email);
        await _platform.Birch.CustomerAsync(Email);
        var session = (await Aurora.Door(name).SignInAsync(Email, Shop.GoodPassword)).Session!;

        await Aurora.Door(name).SignOutAsync(session);
        await _platform.UnchangedAsync(() => Aurora.Api(session).PostAsync("customer/auth/logout"));

        Assert.Equal([SignedOut], await NewEventsAsync());
        Assert.DoesNotContain(SignedOut, await _platform.Birch.EventsAsync());
    }

    [Theory, InlineData("sign-in"), InlineData("register"), InlineData("accept")]
    public async Task Signing_in_as_another_customer_records_a_sign_out(string way)
    {
        await Aurora.CustomerAsync(Email);
        await Aurora.CustomerAsync("next@example.com");
        var browser = Aurora.NewBrowser();
        browser.Cookies["__Host-session"] = (await Aurora.Door("browser").SignInAsync(Email, Shop.GoodPassword)).Session!;
        if (way == "accept")
        {
            await browser.OpenAsync((await Aurora.InviteAsync("third@example.com")).Address.PathAndQuery);
        }

        var form = await browser.GetAsync(way switch
        {
            "accept" => "/account/accept-invitation?way=open",
            "register" => "/account/register",
            _ => "/account/sign-in"
        });
        var answer = await browser.SubmitAsync(
            form,
            [
                .. way == "accept" ? [] : new[] { ("Email", way == "register" ? "fourth@example.com" : "next@example.com") },
                ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword)
            ]);

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal([SignedOut], await NewEventsAsync());
        Assert.Empty(await NewEventsAsync("next@example.com"));
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task Ending_sessions_is_recorded_with_their_number(string name)
    {
        await Aurora.CustomerAsync(Email);
        await Aurora.CustomerAsync("neighbour@example.com");
        var door = Aurora.Door(name);
        await door.SignInAsync(Email, Shop.GoodPassword);
        await door.SignInAsync(Email, Shop.GoodPassword);
        var mine = (await door.SignInAsync(Email, Shop.GoodPassword)).Session!;
        var first =
            await _platform.AsAsync(Aurora, db => db.Sessions.Where(session => session.Customer.Email == Email).MinAsync(session => session.Id));

        await door.DoAsync(mine, AccountOperation.EndSession, ("id", first));
        await door.DoAsync(mine, AccountOperation.EndOthers, name == "API" ? [("others", true)] : []);
        if (name == "API")
        {
            // Without another signed-in account the page has no button for it.
            Assert.True((await _platform.UnchangedAsync(() => door.DoAsync(mine, AccountOperation.EndOthers, ("others", true)))).IsDone);
        }

        Assert.Equal(["customer.sessions_ended sessions: 1", "customer.sessions_ended sessions: 2"], await NewEventsAsync());
        Assert.Empty(await NewEventsAsync("neighbour@example.com"));
    }

    [Fact]
    public async Task The_start_of_a_delay_is_recorded_once_per_delay()
    {
        await Aurora.CustomerAsync(Email);
        await _platform.Birch.CustomerAsync(Email);
        await MissAsync("API");
        await MissAsync("browser");
        Assert.Empty(await NewEventsAsync());
        await MissAsync("API");

        for (var knock = 0; knock < 5; knock++)
        {
            await _platform.UnchangedAsync(() => MissAsync("browser"));
        }

        _platform.Clock.Turn(TimeSpan.FromMinutes(1));
        await MissAsync("browser");
        Assert.Equal(HttpStatusCode.TooManyRequests, await MissAsync("API"));
        Assert.Equal(["password.locked_out minutes: 1", "password.locked_out minutes: 2"], await NewEventsAsync());
        Assert.DoesNotContain(await _platform.Birch.EventsAsync(), line => line.StartsWith("password", StringComparison.Ordinal));
        Assert.DoesNotContain("noted", await _platform.CommandAsync("audit", "list", "--merchant", "1"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Parallel_guesses_are_recorded_as_one_delay()
    {
        await Aurora.CustomerAsync(Email);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => MissAsync("API"))));

        Assert.Equal(["password.locked_out minutes: 1"], await NewEventsAsync());
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public async Task A_correct_last_attempt_starts_no_delay(string name)
    {
        await Aurora.CustomerAsync(Email);
        for (var miss = 1; miss < Limit; miss++)
        {
            await MissAsync(name);
        }

        Assert.True((await Aurora.Door(name).SignInAsync(Email, Shop.GoodPassword)).IsSignedIn);
        Assert.Empty(await NewEventsAsync());
    }

    [Theory]
    [InlineData("customer/account/delete", "password"), InlineData("customer/password/change", "current_password"),
        InlineData("customer/email/change", "current_password")]
    public async Task Wrong_passwords_of_a_signed_in_customer_are_recorded_too(string path, string field)
    {
        var session = await Aurora.CustomerAsync(Email);
        for (var miss = 0; miss < Limit; miss++)
        {
            await Aurora.Api(session)
                .PostAsync(
                    path,
                    new Dictionary<string, string>
                    {
                        ["email"] = "other@example.com",
                        ["password"] = "another-horse-battery-staple",
                        ["password_confirmation"] = "another-horse-battery-staple",
                        [field] = Wrong
                    });
        }

        Assert.Equal(["password.locked_out minutes: 1"], await NewEventsAsync());
    }

    [Fact]
    public async Task A_delay_caused_by_a_known_browser_is_recorded()
    {
        await Aurora.CustomerAsync(Email);
        var browser = Aurora.NewBrowser();
        await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", Email), ("Password", Shop.GoodPassword));
        await browser.SubmitAsync(await browser.GetAsync("/account"));
        for (var miss = 0; miss < Limit; miss++)
        {
            await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), ("Email", Email), ("Password", Wrong));
        }

        Assert.Equal([SignedOut, "password.locked_out minutes: 1"], await NewEventsAsync());
    }

    [Fact]
    public async Task An_unknown_address_is_recorded_under_the_shop_without_the_address()
    {
        for (var miss = 0; miss < Limit; miss++)
        {
            await MissAsync("API", "nobody@example.com");
        }

        Assert.Equal(["password.locked_out minutes: 1, no such account"], await Aurora.EventsAsync());
        Assert.StartsWith("the shop", (await _platform.CommandAsync("audit", "list", "--merchant", "1")).Split('\t')[3], StringComparison.Ordinal);
        Assert.False(_platform.FilesHold("nobody@"));
        Assert.Empty(await _platform.Birch.EventsAsync());
    }
}
