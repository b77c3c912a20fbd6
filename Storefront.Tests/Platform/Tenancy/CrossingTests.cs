using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>What belongs to one merchant is unknown at the other, exactly as if it did not exist.</summary>
public sealed class CrossingTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private Shop Aurora => platform.Aurora;
    private Shop Birch => platform.Birch;

    [Fact]
    public async Task A_cookie_of_one_shop_does_not_authenticate_at_another()
    {
        var session = (await new BrowserDoor(Aurora).AcceptAsync(await Aurora.InviteAsync("cookie@example.com"), Shop.GoodPassword)).Session!;

        Assert.True(await new BrowserDoor(Aurora).IsSignedInAsync(session));
        Assert.False(await new BrowserDoor(Birch).IsSignedInAsync(session));
        var browser = Birch.NewBrowser();
        browser.Cookies["__Host-session"] = session;
        Assert.DoesNotContain("cookie@example.com", (await browser.GetAsync("/account/sign-in")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bearer_token_works_at_its_shop_and_at_the_platform_only()
    {
        var token = await Aurora.CustomerAsync("bearer@example.com");
        using var atPlatform = platform.Client("localhost", token);

        WireForm.AssertSuccess(await Aurora.Api(token).PostAsync(Requests.Profile), HttpStatusCode.OK);
        WireForm.AssertSuccess(await new ApiClient(atPlatform, 0).PostAsync(Requests.Profile), HttpStatusCode.OK);
        WireForm.AssertError(await Birch.Api(token).PostAsync(Requests.Profile), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_platform_serves_each_bearer_its_own_shop()
    {
        using var aurora = platform.Client("localhost", await Aurora.CustomerAsync("jane@example.com"));
        using var birch = platform.Client("localhost", await Birch.CustomerAsync("jane@example.com"));

        var auroras = await new ApiClient(aurora, 0).PostAsync("customer/orders/list");
        var birchs = await new ApiClient(birch, 0).PostAsync("customer/orders/list");

        Assert.Contains("AUR-1001", auroras.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("BIR-", auroras.Text, StringComparison.Ordinal);
        Assert.Contains("BIR-5001", birchs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AUR-", birchs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shops_order_is_as_unknown_as_one_that_does_not_exist()
    {
        var token = await Aurora.CustomerAsync("orders@example.com");
        var foreign = await platform.AsAsync(Birch, db => db.Orders.Select(order => order.Id).FirstAsync());

        var foreignAnswer = await Aurora.Api(token).PostAsync("customer/orders/get", new { order_id = foreign });
        var unknownAnswer = await Aurora.Api(token).PostAsync("customer/orders/get", new { order_id = 987654321 });

        WireForm.AssertError(foreignAnswer, HttpStatusCode.NotFound);
        Assert.Equal(unknownAnswer.Text, foreignAnswer.Text);
    }

    [Fact]
    public async Task Another_customers_order_of_the_same_shop_is_unknown()
    {
        var token = await Aurora.CustomerAsync("neighbour@example.com");
        var others = await platform.AsAsync(Aurora, db => db.Orders.Select(order => order.Id).ToListAsync());

        Assert.NotEmpty(others);
        foreach (var order in others)
        {
            WireForm.AssertError(await Aurora.Api(token).PostAsync("customer/orders/get", new { order_id = order }), HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Another_shops_customer_cannot_be_invited_again()
    {
        await Birch.InviteAsync("pending@example.com");
        var foreign = await Birch.FindCustomerAsync("pending@example.com");
        var mails = (await platform.MailsAsync()).Count;

        var answer = await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = foreign!.Id });
        var unknown = await Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = 987654321 });

        WireForm.AssertError(answer, HttpStatusCode.NotFound);
        Assert.Equal(unknown.Text, answer.Text);
        Assert.Equal(mails, (await platform.MailsAsync()).Count);
    }

    [Fact]
    public async Task Another_merchants_number_is_refused_on_a_shops_host_and_nothing_happens()
    {
        await Birch.CustomerAsync("foreign@example.com");
        var sessions = await Birch.CountAsync(db => db.Sessions);

        var answer = await Aurora.Api()
            .PostAsync(Requests.Login, new { project_id = Birch.Id, email = "foreign@example.com", password = Shop.GoodPassword });
        var unknown = await Aurora.Api()
            .PostAsync(Requests.Login, new { project_id = 987654, email = "foreign@example.com", password = Shop.GoodPassword });

        WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(answer.Error("project_id"));
        Assert.Equal(unknown.Text, answer.Text);
        Assert.Equal(sessions, await Birch.CountAsync(db => db.Sessions));
    }

    [Fact]
    public async Task A_link_is_unknown_at_another_shop_and_stays_usable_at_its_own()
    {
        var link = await Aurora.InviteAsync("link@example.com");
        await Birch.InviteAsync("link@example.com");

        foreach (var door in Birch.Doors)
        {
            Assert.False((await door.AcceptAsync(link, Shop.GoodPassword)).IsDone);
        }

        using var atPlatform = platform.Client("localhost");
        var crossed = await new ApiClient(atPlatform, Birch.Id).PostPublicAsync("customer/auth/invitation/accept", new
        {
            email = link.Email,
            token = link.Token,
            password = Shop.GoodPassword,
            password_confirmation = Shop.GoodPassword,
        });
        WireForm.AssertError(crossed, HttpStatusCode.BadRequest);
        Assert.Equal("invitation.unknown", crossed.Code);
        Assert.True((await new BrowserDoor(Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
        Assert.True((await Birch.FindCustomerAsync("link@example.com"))!.IsPending);
    }

    [Fact]
    public async Task A_form_and_a_link_cookie_of_one_shop_do_nothing_at_another()
    {
        var link = await Aurora.InviteAsync("form@example.com");
        var atAurora = Aurora.NewBrowser();
        var page = await atAurora.OpenAsync(link.Address.PathAndQuery);
        var atBirch = Birch.NewBrowser();
        foreach (var (name, value) in atAurora.Cookies)
        {
            atBirch.Cookies[name] = value;
        }

        var shown = await atBirch.GetAsync("/account/accept-invitation");
        var posted = await atBirch.SubmitAsync(page, ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.DoesNotContain("form@example.com", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, posted.Status);
        Assert.True((await Aurora.FindCustomerAsync("form@example.com"))!.IsPending);
    }

    [Fact]
    public async Task One_address_has_separate_accounts_at_two_shops()
    {
        var atAurora = await Aurora.CustomerAsync("twice@example.com", "seven-yellow-lanterns-drift");
        await Birch.CustomerAsync("twice@example.com", "nine-copper-kettles-sing");

        Assert.False((await new ApiDoor(Birch).SignInAsync("twice@example.com", "seven-yellow-lanterns-drift")).IsSignedIn);
        Assert.True((await new ApiDoor(Aurora).DeleteAsync(atAurora, "seven-yellow-lanterns-drift")).IsDone);
        Assert.Null(await Aurora.FindCustomerAsync("twice@example.com"));
        Assert.True((await new ApiDoor(Birch).SignInAsync("twice@example.com", "nine-copper-kettles-sing")).IsSignedIn);
    }
}
