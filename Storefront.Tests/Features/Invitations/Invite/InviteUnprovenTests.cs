using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

/// <summary>An unverified account gives way to the merchant's invitation.</summary>
public sealed class InviteUnprovenTests(TestPlatform sqlite, PostgresPlatform postgres) : IClassFixture<TestPlatform>, IClassFixture<PostgresPlatform>
{
    private const string StrangersPassword = "the-strangers-own-password";
    private static readonly object StrangersPlace = new
    {
        firstname = "Mallory",
        lastname = "Strange",
        street = "Strange Street",
        number = "1",
        postcode = "1000 AA",
        city = "Strangetown",
        country = "NL"
    };

    private static Task<ApiAnswer> InviteAsync(Shop shop, string email) =>
        shop.MerchantApi.PostAsync("customers/invite", new { email, firstname = "Jane", lastname = "Doe" });

    private static async Task<string> RegisterAsync(Shop shop, string email)
    {
        var session = (await new ApiDoor(shop).RegisterAsync(email, StrangersPassword, "Mallory")).Session!;

        // Two mails sent at once may arrive in either order.
        await shop.Platform.MailsAsync();
        return session;
    }

    [Theory, ClassData(typeof(EveryDoor))]
    public Task The_invitation_is_mailed_and_accepting_it_replaces_the_strangers_data(string name) =>
        ReplacesAsync(sqlite.Aurora, sqlite.Birch, name, $"replaced-{name}@example.com");

    [RequiresProgramFact("initdb", asRoot: false)]
    public async Task On_PostgreSQL_as_well()
    {
        await ReplacesAsync(postgres.Platform.Birch, postgres.Platform.Aurora, "API", "replaced@example.com");
        await RaceAsync(postgres.Platform.Aurora, "race@example.com");
    }

    private static async Task ReplacesAsync(Shop shop, Shop other, string name, string email)
    {
        var elsewhere = await RegisterAsync(other, email);
        var stranger = await RegisterAsync(shop, email);
        WireForm.AssertSuccess(
            await shop.Api(stranger).PostAsync("customer/addresses/update", new { default_shipping = StrangersPlace }), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await shop.Api(stranger).PostAsync("customer/preferences/cart-reminder", new { enabled = true })).Status);
        var verification = await shop.NewestLinkAsync(email);
        var reset = await shop.ForgetPasswordAsync(email);
        var before = await shop.FindCustomerAsync(email);

        var invited = await InviteAsync(shop, email);

        Assert.Equal((HttpStatusCode.Created, "Jane"), (invited.Status, invited.Data.GetProperty("customer").GetProperty("firstname").GetString()));
        Assert.DoesNotContain("Mallory", invited.Text, StringComparison.Ordinal);
        Assert.True(await new ApiDoor(shop).IsSignedInAsync(stranger));
        Assert.Equal("Mallory", (await shop.FindCustomerAsync(email))!.Firstname);
        var link = await shop.NewestLinkAsync(email);
        Assert.DoesNotContain("Mallory", (await shop.Platform.MailsAsync()).First(mail => mail.To == email).Text, StringComparison.Ordinal);

        var accepted = await shop.Door(name).AcceptAsync(link, Shop.GoodPassword);

        Assert.True(accepted.IsSignedIn, accepted.Message);
        var customer = (await shop.FindCustomerAsync(email))!;
        Assert.Equal((before!.Id, "Jane", "Doe"), (customer.Id, customer.Firstname, customer.Lastname));
        Assert.Equal((null, null, false), (customer.DefaultShipping, customer.CartReminderConsentAt, customer.EmailVerifiedAt is null));
        Assert.False(await new ApiDoor(shop).IsSignedInAsync(stranger));
        Assert.False((await new ApiDoor(shop).SignInAsync(email, StrangersPassword)).IsSignedIn);
        Assert.True((await new ApiDoor(shop).SignInAsync(email, Shop.GoodPassword)).IsSignedIn);
        Assert.False((await new ApiDoor(shop).VerifyAsync(verification)).IsDone);
        Assert.False((await new ApiDoor(shop).ResetAsync(reset, "another-horse-battery-staple")).IsDone);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await InviteAsync(shop, email)).Status);
        Assert.True(await new ApiDoor(other).IsSignedInAsync(elsewhere));
    }

    [Fact]
    public async Task Accepting_links_the_guest_orders_of_the_address()
    {
        await using var platform = new TestPlatform();
        await RegisterAsync(platform.Aurora, "jane@example.com");
        await InviteAsync(platform.Aurora, "jane@example.com");

        var session =
            (await new ApiDoor(platform.Aurora).AcceptAsync(await platform.Aurora.NewestLinkAsync("jane@example.com"), Shop.GoodPassword)).Session!;

        Assert.Equal(3, (await new ApiDoor(platform.Aurora).OrdersAsync(session)).Count);
    }

    [Theory, InlineData("verify"), InlineData("reset")]
    public async Task A_verification_in_another_way_counts_the_invitation_as_used(string way)
    {
        var (shop, email) = (sqlite.Aurora, $"proven-by-{way}@example.com");
        await RegisterAsync(shop, email);
        var link = way == "verify" ? await shop.NewestLinkAsync(email) : await shop.ForgetPasswordAsync(email);
        await InviteAsync(shop, email);
        var invitation = await shop.NewestLinkAsync(email);
        Assert.True((
            way == "verify" ? await new ApiDoor(shop).VerifyAsync(link) : await new ApiDoor(shop).ResetAsync(link, Shop.GoodPassword)).IsDone);

        var late = await sqlite.UnchangedAsync(() => shop.Api().PostPublicAsync(
            "customer/auth/invitation/accept",
            new { email, token = invitation.Token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword }));

        Assert.Equal("invitation.used", late.Code);
        Assert.Equal("This invitation has been accepted", (await shop.NewBrowser().OpenAsync(invitation.Address.PathAndQuery)).Heading);
        Assert.Equal("Mallory", (await shop.FindCustomerAsync(email))!.Firstname);
    }

    [Fact]
    public async Task A_second_invite_says_that_it_is_pending_and_a_resend_mails_it_again()
    {
        var (shop, email) = (sqlite.Aurora, "twice-unproven@example.com");
        await RegisterAsync(shop, email);
        var id = (await InviteAsync(shop, email)).Data.GetProperty("customer").GetProperty("id").GetInt64();

        await sqlite.MailsAsync();
        Assert.Equal("invitation.address_pending", (await sqlite.UnchangedAsync(() => InviteAsync(shop, email))).Code);
        WireForm.AssertSuccess(await shop.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id }), HttpStatusCode.OK);

        Assert.True((await new ApiDoor(shop).AcceptAsync(await shop.NewestLinkAsync(email), Shop.GoodPassword)).IsSignedIn);
        Assert.Equal("Jane", (await shop.FindCustomerAsync(email))!.Firstname);
    }

    [Fact]
    public async Task A_bulk_invitation_lists_the_unverified_account_as_invited()
    {
        await RegisterAsync(sqlite.Aurora, "bulk-unproven@example.com");
        await sqlite.Aurora.CustomerAsync("bulk-proven@example.com");
        string[] emails = ["bulk-new@example.com", "bulk-unproven@example.com", "bulk-proven@example.com"];

        var batch = await sqlite.Aurora.BulkAsync(emails);
        await sqlite.GoOnAsync(3);

        Assert.Equal([null, null, "customer.exists"], (await sqlite.Aurora.RowsAsync(batch)).Select(row => row.Code));
        Assert.Contains(
            (await sqlite.MailsAsync()).Where(mail => mail.To == emails[1]), mail => mail.Subject == "Your account at Aurora Coffee is ready");
    }

    [Fact]
    public Task Of_a_simultaneous_acceptance_and_verification_one_succeeds() => RaceAsync(sqlite.Aurora, "takeover-race@example.com");

    private static async Task RaceAsync(Shop shop, string email)
    {
        await RegisterAsync(shop, email);
        var verification = await shop.NewestLinkAsync(email);
        await InviteAsync(shop, email);
        var invitation = await shop.NewestLinkAsync(email);

        var accepting = Enumerable.Range(0, 4).Select(_ => Task.Run(() => new ApiDoor(shop).AcceptAsync(invitation, Shop.GoodPassword))).ToList();
        var verified = await Task.Run(() => new ApiDoor(shop).VerifyAsync(verification));
        var accepted = await Task.WhenAll(accepting);

        Assert.All(accepted.Append(verified), outcome => Assert.True((int)outcome.Status < 500));
        Assert.Single(accepted.Append(verified), outcome => outcome.IsDone);
        Assert.Equal(verified.IsDone, (await new ApiDoor(shop).SignInAsync(email, StrangersPassword)).IsSignedIn);
    }
}
