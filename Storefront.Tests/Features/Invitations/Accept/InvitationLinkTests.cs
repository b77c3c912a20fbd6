using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Invitations.Accept;

public sealed class InvitationLinkTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Clean = "/account/accept-invitation";
    private const string Unknown = "This link is not known here";

    [Fact]
    public async Task A_thousand_openings_by_machines_spend_nothing_and_write_nothing()
    {
        var link = await platform.Aurora.InviteAsync("scanned@example.com");
        await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery);
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Get];

        await platform.UnchangedAsync(async () =>
        {
            var scanner = platform.Aurora.NewBrowser();
            for (var opening = 0; opening < 1000; opening++)
            {
                var answer = await scanner.SendAsync(methods[opening % methods.Length], opening % 2 == 0 ? link.Address.PathAndQuery : Clean);
                Assert.True((int)answer.Status < 500, $"{opening}: {answer.Status}");
            }

            return true;
        });

        Assert.True((await new BrowserDoor(platform.Aurora).AcceptAsync(link, Shop.GoodPassword)).IsSignedIn);
    }

    [Fact]
    public async Task The_first_opening_moves_the_secret_out_of_the_address()
    {
        var link = await platform.Aurora.InviteAsync("clean@example.com");
        var browser = platform.Aurora.NewBrowser();

        var first = await browser.GetAsync(link.Address.PathAndQuery);
        var page = await browser.GetAsync(first.Location!);

        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(Clean, first.Location);
        var cookie = Assert.Single(first.Response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-invitation=", cookie, StringComparison.Ordinal);
        Assert.All(["httponly", "secure", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(link.Token, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Token, page.Text, StringComparison.Ordinal);
        Assert.All([first, page], answer =>
        {
            Assert.Equal("no-store", answer.Response.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("no-referrer", answer.Response.Headers.GetValues("Referrer-Policy").Single());
        });
        Assert.Equal("Welcome to Aurora Coffee", page.Heading);
        Assert.Equal("clean@example.com", page.Page.QuerySelector("#email")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("?email={email}")]
    [InlineData("?email={email}&token=")]
    [InlineData("?email={email}&token={token}&token={token}")]
    [InlineData("?email=other@example.com&token={token}")]
    [InlineData("?email={email}&token={cut}")]
    [InlineData("?token={cut}")]
    [InlineData("?token=x{token}")]
    [InlineData("?email={email}&token={swapped}")]
    [InlineData("?email={email}&token={long}")]
    [InlineData("?email={email}&token=%00%ff%0d%0aSet-Cookie:x=y")]
    public async Task An_incomplete_link_is_unknown_and_changes_nothing(string query)
    {
        var link = await InviteOnceAsync("whole@example.com");
        var swapped =
            string.Concat(link.Token.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));
        var address = Clean + query.Replace("{email}", link.Email, StringComparison.Ordinal).Replace("{token}", link.Token, StringComparison.Ordinal)
            .Replace("{swapped}", swapped, StringComparison.Ordinal).Replace("{long}", new string('a', 500), StringComparison.Ordinal)
            .Replace("{cut}", link.Token[..^1], StringComparison.Ordinal);

        var page = await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync(address));

        Assert.Equal(Unknown, page.Heading);
        Assert.Null(page.Page.QuerySelector("#password"));
        Assert.Equal("Welcome to Aurora Coffee", (await platform.Aurora.NewBrowser().OpenAsync(link.Address.PathAndQuery)).Heading);
    }

    [Theory, InlineData("?email={email}"), InlineData("?token=nonsense")]
    public async Task A_broken_link_never_shows_the_invitation_that_was_opened_before_it(string query)
    {
        var link = await InviteOnceAsync("whole@example.com");
        var browser = platform.Aurora.NewBrowser();
        await browser.OpenAsync(link.Address.PathAndQuery);

        var page = await browser.OpenAsync(Clean + query.Replace("{email}", "somebody@example.com", StringComparison.Ordinal));

        Assert.Equal(Unknown, page.Heading);
    }

    [Fact]
    public async Task The_address_in_the_link_is_read_in_any_case()
    {
        var link = await platform.Aurora.InviteAsync("any-case@example.com");

        var page = await platform.Aurora.NewBrowser().OpenAsync($"/Account/Accept-Invitation?EMAIL=ANY-CASE@Example.COM&Token={link.Token}");

        Assert.Equal("Welcome to Aurora Coffee", page.Heading);
    }

    [Fact]
    public async Task At_another_shop_the_link_is_unknown()
    {
        var link = await platform.Aurora.InviteAsync("elsewhere@example.com");
        await platform.Birch.InviteAsync("elsewhere@example.com");

        var (page, answer) = await platform.UnchangedAsync(async () => (
            await platform.Birch.NewBrowser().OpenAsync(link.Address.PathAndQuery),
            await new ApiDoor(platform.Birch).AcceptAsync(link, Shop.GoodPassword)));

        Assert.Null(page.Page.QuerySelector("#password"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.False(answer.IsSignedIn);
    }

    [Fact]
    public async Task A_cookie_of_one_shop_opens_nothing_at_another()
    {
        var link = await platform.Aurora.InviteAsync("cookie@example.com");
        var browser = platform.Aurora.NewBrowser();
        await browser.OpenAsync(link.Address.PathAndQuery);
        var elsewhere = platform.Birch.NewBrowser();
        elsewhere.Cookies["__Host-invitation"] = browser.Cookies["__Host-invitation"];

        Assert.Null((await elsewhere.GetAsync(Clean)).Page.QuerySelector("#password"));
        browser.Cookies["__Host-invitation"] = "forged" + browser.Cookies["__Host-invitation"];
        Assert.Equal("No link is open in this browser", (await browser.GetAsync(Clean)).Heading);
    }

    [Fact]
    public async Task The_cookie_lasts_half_an_hour()
    {
        var link = await platform.Aurora.InviteAsync("half-an-hour@example.com");
        var browser = platform.Aurora.NewBrowser();
        await browser.OpenAsync(link.Address.PathAndQuery);

        platform.Clock.Turn(TimeSpan.FromMinutes(31));

        Assert.Equal("This page was open too long", (await browser.GetAsync(Clean)).Heading);
        Assert.Equal("Welcome to Aurora Coffee", (await browser.OpenAsync(link.Address.PathAndQuery)).Heading);
    }

    private async Task<Link> InviteOnceAsync(string email) =>
        await platform.Aurora.FindCustomerAsync(email) is null
            ? await platform.Aurora.InviteAsync(email)
            : await platform.Aurora.NewestLinkAsync(email);
}
