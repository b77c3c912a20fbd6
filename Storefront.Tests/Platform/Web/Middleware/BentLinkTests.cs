using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Web.Middleware;

/// <summary>A mailed link still opens after what mail programs, filters, chats and people have done to it, as long as its secret is whole.</summary>
public sealed class BentLinkTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Unknown = "This link is not known here";
    private static readonly string[] Kinds = [
        "/account/accept-invitation", "/account/reset-password", "/account/verify-email", "/account/stop-email-change"
    ];

    private static int _number;

    // {s} is the secret, {a} its first part and {b} its second; {e} is what stands before the @.
    public static TheoryData<string> Bent =>
    [
        "token={s}.", "token={s},", "token={s})", "token={s}%3E", "token={s}%22", "token={s}]", "token={s}!", "token={s}…",
        "token={s}%20and%20so%20on", "token={s}/",
        "token={s}Open", "token=%3C{s}", "token={s}?utm_source=mail", "utm_source=mail&token={s}&utm_campaign=x", "TOKEN={s}",
        "amp;token={s}", "language=en&amp;token={s}", "x=1&amp;amp;token={s}", "x=1&amp%3Btoken={s}",
        "token=3D{s}", "token==3D{s}", "token%3D{s}", "token%3D3D{s}", "token%253D{s}", "language%3Den%26token%3D{s}",
        "token={a}%0D%0A{b}", "token={a}%0A{b}", "token={a}=%0D%0A{b}", "token={a}%0D%0A%3E%20{b}", "token={a}%20{b}", "token={a}+{b}",
        "token={a}%C2%AD{b}", "token={a}%E2%80%8B{b}", "to%0D%0Aken={s}",
        "token={s}%253E", "token={a}%250D%250A{b}", "email={e}%2540example.com&token={s}", "email%3D{e}%2540example.com%26token%3D{s}",
        "email={e}%40example.com%26token%3D{s}",
    ];

    public static TheoryData<string> Broken =>
        ["token={cut}", "token={a}.{b}", "token={swapped}", "token=", "email=jane%40example.com", "token={s}&token={s}", "token=x{s}"];

    [Theory, MemberData(nameof(Bent))]
    public async Task A_bent_link_opens_its_page_for_every_kind(string query)
    {
        foreach (var kind in Kinds)
        {
            var link = await MailAsync(platform.Aurora, kind);

            var page = await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync($"{kind}?{Bend(query, link)}"));

            Assert.Equal((kind, link.Email), (kind, page.Page.QuerySelector("main form #email")?.GetAttribute("value")));
            Assert.Equal(
                Unknown,
                (await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync($"{kind}?{Bend("token={cut}", link)}"))).Heading);
        }
    }

    [Theory, MemberData(nameof(Broken))]
    public async Task A_secret_that_is_not_whole_stays_unknown(string query)
    {
        foreach (var kind in Kinds)
        {
            var link = await MailAsync(platform.Aurora, kind);

            var page = await platform.UnchangedAsync(() => platform.Aurora.NewBrowser().OpenAsync($"{kind}?{Bend(query, link)}"));

            Assert.Equal(Unknown, page.Heading);
        }
    }

    [Theory]
    [InlineData("{s}."), InlineData("{s})>"), InlineData("3D{s}"), InlineData("=3D{s}"), InlineData("{a}\r\n{b}"), InlineData("{a}=\r\n{b}"),
        InlineData("{a}\u00ad{b}"), InlineData("{s}%253E"), InlineData(" {s}\n")]
    public async Task The_API_reads_a_bent_secret_as_the_page_does(string text)
    {
        foreach (var kind in Kinds)
        {
            var link = await MailAsync(platform.Aurora, kind);

            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await platform.UnchangedAsync(() => UseAsync(platform.Aurora, kind, link.Email, Bend("{cut}", link)))).Status);
            Assert.Equal(
                HttpStatusCode.BadRequest,
                (await platform.UnchangedAsync(() => UseAsync(platform.Birch, kind, link.Email, Bend(text, link)))).Status);
            Assert.Equal(HttpStatusCode.OK, (await UseAsync(platform.Aurora, kind, link.Email, Bend(text, link))).Status);
        }
    }

    [Fact]
    public async Task A_followed_link_of_the_API_is_read_bent_too()
    {
        var link = await MailAsync(platform.Aurora, "/account/verify-email");
        var id = (await platform.Aurora.FindCustomerAsync(link.Email))!.Id;
        using var http = platform.Client(platform.Aurora.Host);

        var landed = await http.GetAsync($"/api/services/webshop/v1/customer/auth/verify-email/{id}/{link.Token}%3E");

        Assert.Equal($"?token={link.Token}", landed.Headers.Location!.Query);
    }

    [Fact]
    public async Task A_bent_link_is_opened_and_used_in_a_browser()
    {
        var link = await MailAsync(platform.Aurora, Kinds[0]);
        var browser = platform.Aurora.NewBrowser();
        var landed = await browser.GetAsync($"{Kinds[0]}?{Bend("amp;token=3D{s}%3E", link)}");

        var accepted = await browser.SubmitAsync(
            await browser.GetAsync(landed.Location!), ("Password", Shop.GoodPassword), ("PasswordConfirmation", Shop.GoodPassword));

        Assert.Equal((HttpStatusCode.SeeOther, Kinds[0]), (landed.Status, landed.Location));
        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (accepted.Status, accepted.Location));
    }

    private static string Bend(string text, Link link) => Bend(text.Replace("{e}", link.Email.Split('@')[0], StringComparison.Ordinal), link.Token);

    private static string Bend(string text, string secret) =>
        text.Replace("{s}", secret, StringComparison.Ordinal).Replace("{a}", secret[..20], StringComparison.Ordinal)
        .Replace("{b}", secret[20..], StringComparison.Ordinal).Replace("{cut}", secret[..^1], StringComparison.Ordinal)
        .Replace(
            "{swapped}", string.Concat(secret.Select(sign => char.IsUpper(sign) ? char.ToLowerInvariant(sign) : char.ToUpperInvariant(sign))),
            StringComparison.Ordinal);

    internal static async Task<Link> MailAsync(Shop shop, string kind)
    {
        var email = $"bent{Interlocked.Increment(ref _number)}@example.com";
        switch (kind)
        {
            case "/account/accept-invitation":
                return await shop.InviteAsync(email);
            case "/account/reset-password":
                await shop.CustomerAsync(email);
                return await shop.ForgetPasswordAsync(email);
            case "/account/verify-email":
                await shop.Door("API").RegisterAsync(email, Shop.GoodPassword);
                return await shop.NewestLinkAsync(email);
            default:
                var session = await shop.CustomerAsync(email);
                await shop.Api(session).PostAsync("customer/email/change", new { email = "to-" + email, current_password = Shop.GoodPassword });
                return await shop.NewestLinkAsync(email);
        }
    }

    private static Task<ApiAnswer> UseAsync(Shop shop, string kind, string email, string token) => kind switch
    {
        "/account/accept-invitation" => shop.Api().PostPublicAsync(
            "customer/auth/invitation/accept", new { email, token, password = Shop.GoodPassword, password_confirmation = Shop.GoodPassword }),
        "/account/reset-password" => shop.Api().PostPublicAsync(
            "customer/auth/password/reset",
            new { email, token, password = "another-horse-battery-staple", password_confirmation = "another-horse-battery-staple" }),
        "/account/verify-email" => shop.Api().PostPublicAsync("customer/auth/verify-email", new { email, token }),
        _ => shop.Api().PostPublicAsync("customer/email/change/stop", new { email, token }),
    };
}
