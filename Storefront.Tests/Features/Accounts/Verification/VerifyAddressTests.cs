using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Verification;

public sealed class VerifyAddressTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string> Doors => ["API", "browser"];

    private IDoor Open(string name) => platform.Aurora.Doors.First(door => door.ToString() == name);

    private async Task<(Link Link, string Session)> RegisterAsync(string name, string email)
    {
        var session = (await Open(name).RegisterAsync(email, Shop.GoodPassword)).Session!;
        return (await platform.Aurora.NewestLinkAsync(email), session);
    }

    private async Task<bool> IsVerifiedAsync(string email) => (await platform.Aurora.FindCustomerAsync(email))!.EmailVerifiedAt is not null;

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_verifies_the_address_and_links_its_guest_orders(string name)
    {
        using var fresh = new TestPlatform();
        var door = fresh.Aurora.Doors.First(door => door.ToString() == name);
        var session = (await door.RegisterAsync("jane@example.com", Shop.GoodPassword)).Session!;

        var verified = await door.VerifyAsync(await fresh.Aurora.NewestLinkAsync("jane@example.com"), session);

        Assert.True(verified.IsDone);
        Assert.Equal(3, (await door.OrdersAsync(session)).Count);
        Assert.Equal(1, await fresh.Birch.CountAsync(db => db.Orders.Where(order => order.CustomerId == null)));
        if (name == "browser")
        {
            Assert.Contains("3 earlier orders were added", verified.Message, StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_works_once_and_says_so_the_second_time(string name)
    {
        var (link, session) = await RegisterAsync(name, $"once-{name}@example.com");
        Assert.True((await Open(name).VerifyAsync(link, session)).IsDone);

        var again = await Open(name).VerifyAsync(link, session);

        Assert.False(again.IsDone);
        Assert.Equal(name == "API" ? "This link has been used already." : "Your address is confirmed", again.Message);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_link_does_not_work_for_four_days(string name)
    {
        var (link, _) = await RegisterAsync(name, $"late-{name}@example.com");
        platform.Clock.Turn(TimeSpan.FromDays(4));

        Assert.False((await Open(name).VerifyAsync(link, password: Shop.GoodPassword)).IsDone);

        Assert.False(await IsVerifiedAsync(link.Email));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task At_another_shop_the_link_is_unknown(string name)
    {
        var (link, _) = await RegisterAsync(name, $"shops-{name}@example.com");
        await platform.Birch.CustomerAsync(link.Email);
        var birch = platform.Birch.Doors.First(door => door.ToString() == name);

        Assert.False((await birch.VerifyAsync(link, password: Shop.GoodPassword)).IsDone);

        Assert.False(await IsVerifiedAsync(link.Email));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_new_link_supersedes_the_older_one(string name)
    {
        var (older, session) = await RegisterAsync(name, $"fresh-{name}@example.com");
        platform.Clock.Turn(TimeSpan.FromMinutes(10));

        Assert.True((await Open(name).ResendVerificationAsync(session)).IsDone);

        var newer = await platform.Aurora.NewestLinkAsync(older.Email);
        Assert.NotEqual(older.Token, newer.Token);
        Assert.False((await Open(name).VerifyAsync(older, session)).IsDone);
        Assert.False(await IsVerifiedAsync(older.Email));
        Assert.True((await Open(name).VerifyAsync(newer, session)).IsDone);
    }

    [Fact]
    public async Task A_resend_for_a_verified_address_succeeds_and_mails_nothing()
    {
        var bearer = await platform.Aurora.CustomerAsync("proven@example.com");
        var mails = await platform.Aurora.MailsToAsync("proven@example.com");

        Assert.True((await new ApiDoor(platform.Aurora).ResendVerificationAsync(bearer)).IsDone);

        Assert.Equal(mails, await platform.Aurora.MailsToAsync("proven@example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Aurora.Api().PostAsync("customer/auth/verify-email/resend")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Birch.Api(bearer).PostAsync("customer/auth/verify-email/resend")).Status);
    }

    [Fact]
    public async Task A_resend_over_the_mail_quota_is_told_to_wait()
    {
        var bearer = (await new ApiDoor(platform.Aurora).RegisterAsync("eager@example.com", Shop.GoodPassword)).Session!;
        for (var mail = 2; mail <= 3; mail++)
        {
            platform.Clock.Turn(TimeSpan.FromMinutes(10));
            Assert.True((await new ApiDoor(platform.Aurora).ResendVerificationAsync(bearer)).IsDone);
        }

        platform.Clock.Turn(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await new ApiDoor(platform.Aurora).ResendVerificationAsync(bearer)).Status);
    }

    [Fact]
    public async Task A_browser_that_is_not_signed_in_needs_the_accounts_password()
    {
        var (link, _) = await RegisterAsync("API", "other-device@example.com");
        var door = new BrowserDoor(platform.Aurora);
        var stranger = (await door.RegisterAsync("stranger@example.com", "the-strangers-own-password")).Session!;

        Assert.NotNull((await door.VerifyAsync(link)).Error("password"));
        Assert.NotNull((await door.VerifyAsync(link, password: "not-the-password-at-all")).Error("password"));
        Assert.NotNull((await door.VerifyAsync(link, stranger, "the-strangers-own-password")).Error("password"));
        Assert.False(await IsVerifiedAsync(link.Email));

        Assert.True((await door.VerifyAsync(link, password: Shop.GoodPassword)).IsDone);
        Assert.True(await IsVerifiedAsync(link.Email));
    }

    [Fact]
    public async Task Opening_the_link_and_pressing_its_button_by_machine_verifies_nothing()
    {
        var (link, session) = await RegisterAsync("browser", "scanned@example.com");
        foreach (var method in new[] { HttpMethod.Head, HttpMethod.Get, HttpMethod.Options })
        {
            var scanner = platform.Aurora.NewBrowser();
            await scanner.SendAsync(method, link.Address.PathAndQuery);
            await scanner.SubmitAsync(await scanner.OpenAsync(link.Address.PathAndQuery));
        }

        Assert.False(await IsVerifiedAsync(link.Email));
        Assert.True((await new BrowserDoor(platform.Aurora).VerifyAsync(link, session)).IsDone);
    }

    [Fact]
    public async Task Of_64_parallel_callers_one_verifies_the_address()
    {
        var (link, _) = await RegisterAsync("API", "verify-race@example.com");
        var door = new ApiDoor(platform.Aurora);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => door.VerifyAsync(link))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal(HttpStatusCode.BadRequest, outcome.Status));
    }

    [Fact]
    public async Task The_API_link_redirects_to_the_shops_page_and_is_not_spent()
    {
        var (link, session) = await RegisterAsync("API", "followed@example.com");
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        var path = $"api/services/webshop/v1/customer/auth/verify-email/{customer!.Id}/{link.Token}";
        var http = platform.Aurora.Api().Http;

        for (var opens = 0; opens < 3; opens++)
        {
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            Assert.Equal(HttpStatusCode.Found, (await http.SendAsync(head)).StatusCode);
            var led = await http.GetAsync(path);
            Assert.Equal(link.Address, led.Headers.Location);
        }

        Assert.False(await IsVerifiedAsync(link.Email));
        Assert.True((await new ApiDoor(platform.Aurora).VerifyAsync(link, session)).IsDone);
        Assert.Equal("?verified=1", (await http.GetAsync(path)).Headers.Location!.Query);
        Assert.Equal("?error=invalid", (await http.GetAsync(path[..^1])).Headers.Location!.Query);
        Assert.Equal("Your address is confirmed", (await platform.Aurora.NewBrowser().GetAsync("/account/verify-email?verified=1")).Heading);
        Assert.Equal("This link is not known here", (await platform.Aurora.NewBrowser().GetAsync("/account/verify-email?error=invalid")).Heading);
    }

    [Fact]
    public async Task The_link_of_the_API_is_404_at_another_shop_and_405_for_a_post()
    {
        var (link, _) = await RegisterAsync("API", "wrong-method@example.com");
        var customer = await platform.Aurora.FindCustomerAsync(link.Email);
        var path = $"api/services/webshop/v1/customer/auth/verify-email/{customer!.Id}/{link.Token}";

        var elsewhere = await platform.Birch.Api().Http.GetAsync(path);
        var posted = await ApiAnswer.OfAsync(await platform.Aurora.Api().Http.PostAsync(path, null));
        var read = await platform.Aurora.Api().Http.GetAsync("api/services/webshop/v1/customer/auth/verify-email");
        var onPlatform = await platform.Client("localhost").GetAsync(path + "?project_id=1");
        var nameless = await platform.Client("localhost").GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.Status);
        Assert.Equal(["GET", "HEAD"], posted.Response.Content.Headers.Allow);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, read.StatusCode);
        Assert.Equal(["POST"], read.Content.Headers.Allow);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.UnprocessableEntity), (onPlatform.StatusCode, nameless.StatusCode));
    }

    [Fact]
    public async Task Deleting_the_account_deletes_the_link()
    {
        var (link, session) = await RegisterAsync("API", "erased@example.com");

        Assert.True((await new ApiDoor(platform.Aurora).DeleteAsync(session, Shop.GoodPassword)).IsDone);

        Assert.Equal(0, await platform.AsAsync(platform.Aurora, db => db.OneTimeTokens.CountAsync(token => token.Address == link.Email)));
        Assert.False((await new ApiDoor(platform.Aurora).VerifyAsync(link)).IsDone);
    }
}
