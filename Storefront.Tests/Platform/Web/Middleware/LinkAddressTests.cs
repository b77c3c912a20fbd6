using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Middleware;

/// <summary>A mailed link holds no address; an older one that does still opens, however its address arrived.</summary>
public sealed class LinkAddressTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Unknown = "This link is not known here";

    public static TheoryData<string> Kinds =>
        ["/account/accept-invitation", "/account/reset-password", "/account/verify-email", "/account/stop-email-change"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task No_mailed_link_holds_the_address(string kind)
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var link = await BentLinkTests.MailAsync(shop, kind);
            var mails = (await platform.MailsAsync()).Where(mail => mail.To == link.Email);

            Assert.Equal(kind, link.Address.AbsolutePath);
            Assert.DoesNotContain("email", link.Address.Query, StringComparison.OrdinalIgnoreCase);
            Assert.All(
                mails, mail => Assert.DoesNotContain(Uri.EscapeDataString(link.Email), mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("email=jane%2Bshop%40example.com&token={token}", true)]
    [InlineData("email=jane+shop@example.com&token={token}", true)]
    [InlineData("email=jane%20shop%40example.com&token={token}", true)]
    [InlineData("email=jane%252Bshop%2540example.com&token={token}", true)]
    [InlineData("email=JANE%2BShop%40Example.COM&token={token}", true)]
    [InlineData("email=%20jane%2Bshop%40example.com%20&token={token}", true)]
    [InlineData("email=&token={token}", true)]
    [InlineData("email=jane&token={token}", true)]
    [InlineData("email=%3Cjane%3E&token={token}", true)]
    [InlineData("email=a%40example.com&email=b%40example.com&token={token}", true)]
    [InlineData("token={token}&email=jane%2Bshop%40example.com.", true)]
    [InlineData("email=jane%40example.com&token={token}", false)]
    [InlineData("email=jane-shop%40example.com&token={token}", false)]
    public async Task An_older_link_opens_unless_it_names_somebody_else(string query, bool opens)
    {
        var email = "jane+shop@example.com";
        var link = await platform.Aurora.FindCustomerAsync(email) is null
            ? await platform.Aurora.InviteAsync(email)
            : await platform.Aurora.NewestLinkAsync(email);

        var page = await platform.UnchangedAsync(() =>
            platform.Aurora.NewBrowser().OpenAsync($"/account/accept-invitation?{query.Replace("{token}", link.Token, StringComparison.Ordinal)}"));

        Assert.Equal(opens ? email : null, page.Page.QuerySelector("#email")?.GetAttribute("value"));
        Assert.Equal(opens ? "Welcome to Aurora Coffee" : Unknown, page.Heading);
    }

    [Fact]
    public async Task The_API_asks_for_the_address_as_it_always_did()
    {
        var link = await platform.Aurora.InviteAsync("api+shop@example.com");

        var missing = await platform.UnchangedAsync(() => AcceptAsync(null, link.Token));
        var bent = await platform.UnchangedAsync(() => AcceptAsync("api shop@example.com", link.Token));
        var other = await platform.UnchangedAsync(() => AcceptAsync("api@example.com", link.Token));
        var accepted = await AcceptAsync("API+Shop@example.com", link.Token);

        Assert.All([missing, bent], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (other.Status, accepted.Status));
    }

    private Task<ApiAnswer> AcceptAsync(string? email, string token) => platform.Aurora.Api().PostPublicAsync(
        "customer/auth/invitation/accept", new { email, token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword });
}
