using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>No header but Host selects a merchant, and no header at all gets into a link or a redirect (CVE-2017-12161).</summary>
public sealed class ForgedHostTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    public static TheoryData<string, string> Forged => new()
    {
        { "X-Forwarded-Host", "birch.localhost" },
        { "X-Forwarded-Host", "evil.test" },
        { "X-Host", "birch.localhost" },
        { "X-Original-Host", "birch.localhost" },
        { "X-Forwarded-Server", "birch.localhost" },
        { "X-HTTP-Host-Override", "evil.test" },
        { "Forwarded", "host=birch.localhost;proto=http" },
        { "Forwarded", "for=127.0.0.1;host=\"evil.test\"" },
        { "X-Forwarded-Prefix", "/evil" },
        { "X-Forwarded-Proto", "gopher" },
        { "X-Original-URL", "/account/deleted" },
        { "X-Rewrite-URL", "/account/deleted" },
    };

    [Theory, MemberData(nameof(Forged))]
    public async Task A_header_changes_neither_the_shop_nor_the_link(string name, string value)
    {
        var email = $"forged-{Guid.CreateVersion7():N}@example.com";

        var page = await GetAsync("/", name, value);
        var redirect = await GetAsync("/account", name, value);
        WireForm.AssertSuccess(
            await platform.Aurora.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body($$"""{"email":"{{email}}"}"""), (name, value)),
            HttpStatusCode.Created, "customer");
        var mail = (await platform.MailsAsync()).First(mail => mail.To == email);

        Assert.Contains("Aurora Coffee", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/account/sign-in?return=%2Faccount", redirect.Headers.Location?.OriginalString);
        Assert.All(Links(mail.Text), link => Assert.StartsWith("https://aurora.localhost/", link, StringComparison.Ordinal));
        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("birch", mail.Text + mail.Html, StringComparison.Ordinal);
        Assert.Equal("hello@aurora.example", mail.From.Address);
    }

    [Theory]
    [InlineData("AURORA.localhost:8443")]
    [InlineData("aurora.localhost.")]
    [InlineData("localhost:9")]
    public async Task The_link_is_on_the_stored_host_however_the_request_spelled_it(string host)
    {
        var email = $"spelled-{host.Length}@example.com";
        await platform.Aurora.MerchantApi.PostWithAsync(Requests.Invite, Requests.Body($$"""{"email":"{{email}}"}"""), ("Host", host));

        var link = await platform.Aurora.NewestLinkAsync(email);

        Assert.Equal("https://aurora.localhost", link.Address.GetLeftPart(UriPartial.Authority));
    }

    [Fact]
    public async Task An_invitation_through_the_platforms_host_has_the_merchants_brand()
    {
        using var http = platform.Client("localhost", platform.Birch.Token);
        WireForm.AssertSuccess(
            await new ApiClient(http, 0).PostAsync(Requests.Invite, new { email = "platform@example.com" }), HttpStatusCode.Created, "customer");

        var mail = (await platform.MailsAsync()).First(mail => mail.To == "platform@example.com");

        Assert.All(Links(mail.Text), link => Assert.StartsWith("https://birch.localhost/", link, StringComparison.Ordinal));
        Assert.Equal("hallo@birch.example", mail.From.Address);
        Assert.Equal("klantenservice@birch.example", mail.ReplyTo);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(name, value);
        return await platform.Client(platform.Aurora.Host).SendAsync(request);
    }

    private static List<string> Links(string text)
    {
        var links = text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        return links;
    }
}
