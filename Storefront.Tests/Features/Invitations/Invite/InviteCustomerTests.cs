using System.Net;
using Microsoft.EntityFrameworkCore;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Invite;

public sealed class InviteCustomerTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Invite = "customers/invite";

    [Fact]
    public async Task An_invited_customer_is_stored_without_a_password_and_mailed_once()
    {
        var answer =
            await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = "  Jane.New@Example.com ", firstname = "Jane", lastname = "Doe" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal("Invitation email sent.", answer.Message);
        Assert.Equal("Jane.New@Example.com", answer.Data.GetProperty("customer").GetProperty("email").GetString());
        Assert.Equal(answer.Data.GetProperty("customer").GetRawText(), answer.Json.GetProperty("customer").GetRawText());
        var customer = await platform.Aurora.FindCustomerAsync("Jane.New@Example.com");
        Assert.True(customer is { IsPending: true, EmailVerifiedAt: null, Firstname: "Jane", Lastname: "Doe" });
        Assert.Equal(1, await platform.Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.CustomerId == customer!.Id)));
        Assert.Equal(0, await platform.Birch.CountAsync(db => db.Customers.Where(row => row.NormalizedEmail == customer!.NormalizedEmail)));
    }

    [Fact]
    public async Task The_answer_contains_no_secret()
    {
        var answer = await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = "secretless@example.com" });

        var link = await platform.Aurora.NewestLinkAsync("secretless@example.com");
        Assert.DoesNotContain(link.Token, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("password", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hash", answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.False(platform.FilesHold(link.Token));
    }

    [Theory]
    [InlineData("""{"email":"names-missing@example.com"}""")]
    [InlineData("""{"email":"names-null@example.com","firstname":null,"lastname":null}""")]
    [InlineData("""{"email":"names-empty@example.com","firstname":"","lastname":"  "}""")]
    public async Task Names_are_optional(string body)
    {
        var answer = await platform.Aurora.MerchantApi.PostRawAsync(Invite, new StringContent(body, null, "application/json"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var customer = answer.Data.GetProperty("customer");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, customer.GetProperty("firstname").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, customer.GetProperty("lastname").ValueKind);
    }

    [Theory, InlineData(1), InlineData(30), InlineData(null)]
    public async Task The_merchant_sets_how_long_the_link_is_valid(int? days)
    {
        var email = $"days-{days}@example.com";
        Assert.Equal(HttpStatusCode.Created, (await platform.Aurora.MerchantApi.PostAsync(Invite, new { email, expires_in_days = days })).Status);

        var expires = await platform.AsAsync(
            platform.Aurora, db => db.OneTimeTokens.Where(token => token.Address == email).Select(token => token.ExpiresAt).SingleAsync());

        // The mail names a day, and a day is lived to its end where the shop is.
        var last = TimeZoneInfo.ConvertTime(expires, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"));
        Assert.Equal(platform.Clock.Now.Date.AddDays(days ?? Merchant.DefaultInvitationDays), last.Date);
        Assert.Equal("23:59:59.999", last.ToString("HH:mm:ss.fff", null));
    }

    [Theory]
    [InlineData("expires_in_days", "0")]
    [InlineData("expires_in_days", "31")]
    [InlineData("expires_in_days", "-1")]
    [InlineData("locale", "\"it\"")]
    [InlineData("locale", "\"NL\"")]
    [InlineData("locale", "\"\"")]
    public async Task An_invalid_option_is_refused_under_its_name(string field, string value)
    {
        var answer = await platform.UnchangedAsync(() => platform.Aurora.MerchantApi.PostRawAsync(
            Invite, new StringContent($$"""{"email":"wish@example.com","{{field}}":{{value}}}""", null, "application/json")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(answer.Error(field));
    }

    [Fact]
    public async Task A_customer_created_without_a_mail_can_be_mailed_later()
    {
        var created = await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = "later@example.com", send_email = false });
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("Customer created.", created.Message);
        var id = created.Data.GetProperty("customer").GetProperty("id").GetInt64();
        Assert.Equal(0, await platform.Aurora.CountAsync(db => db.OutboxMails.Where(mail => mail.CustomerId == id)));
        var invitation = created.Data.GetProperty("invitation");
        Assert.Equal("none", invitation.GetProperty("delivery").GetString());
        Assert.StartsWith("https://aurora.localhost/account/accept-invitation?", invitation.GetProperty("url").GetString(), StringComparison.Ordinal);

        var resent = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/resend", new { customer_id = id });

        Assert.Equal(HttpStatusCode.OK, resent.Status);
        Assert.True((await new BrowserDoor(platform.Aurora)
            .AcceptAsync(await platform.Aurora.NewestLinkAsync("later@example.com"), Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task The_link_that_is_handed_over_opens_the_account_and_is_shown_once()
    {
        var created = await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = "handed-over@example.com", send_email = false });
        var address = new Uri(created.Data.GetProperty("invitation").GetProperty("url").GetString()!);
        var id = created.Data.GetProperty("customer").GetProperty("id").GetInt64();

        var page = await platform.Aurora.NewBrowser().OpenAsync(address.PathAndQuery);
        var read = await platform.Aurora.MerchantApi.PostAsync("customers/invitations/get", new { customer_id = id });

        Assert.Equal("Welcome to Aurora Coffee", page.Heading);
        Assert.Equal(
            ["opened"],
            read.Data.GetProperty("invitation").GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        Assert.False(read.Data.GetProperty("invitation").TryGetProperty("url", out _));
        Assert.DoesNotContain(await platform.MailsAsync(), mail => mail.To == "handed-over@example.com");
        var mailed = await platform.Aurora.MerchantApi.PostAsync(Invite, new { email = "mailed@example.com" });
        Assert.False(mailed.Data.GetProperty("invitation").TryGetProperty("url", out _));
    }

    [Fact]
    public async Task Nobody_but_the_merchant_invites()
    {
        var customer = await platform.Aurora.CustomerAsync("not-a-merchant@example.com");
        var body = new { email = "uninvited@example.com" };

        async Task<HttpStatusCode> StatusAsync(ApiClient api) => (await platform.UnchangedAsync(() => api.PostAsync(Invite, body))).Status;

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(platform.Aurora.Api()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(platform.Aurora.Api("not-a-token")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(platform.Aurora.Api(customer)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(platform.Aurora.Api(platform.Birch.Token)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(platform.Aurora.Api("demo-aurora-readonly-token")));
    }
}
