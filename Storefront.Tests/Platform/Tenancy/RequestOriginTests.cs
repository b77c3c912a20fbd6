using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Tenancy;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>Which requests a browser reports as caused by another site; no page accepts a form from one.</summary>
public sealed class RequestOriginTests
{
    private const string Email = "origin@example.com";

    [Theory]
    [InlineData("https", "shop.example", null, null, false)]
    [InlineData("https", "shop.example", "null", null, false)]
    [InlineData("https", "shop.example", "null", "same-origin", false)]
    [InlineData("https", "shop.example", null, "none", false)]
    [InlineData("https", "shop.example", "https://shop.example", "same-origin", false)]
    [InlineData("https", "shop.example:443", "https://shop.example", null, false)]
    [InlineData("https", "shop.example", "https://shop.example:443", null, false)]
    [InlineData("https", "SHOP.example", "https://shop.EXAMPLE", null, false)]
    [InlineData("https", "shop.example.", "https://shop.example", null, false)]
    [InlineData("https", "shop.example", "https://shop.example.", null, false)]
    [InlineData("https", "xn--bcher-kva.example", "https://xn--bcher-kva.example", null, false)]
    [InlineData("https", "shop.example:8443", "https://shop.example:8443", null, false)]
    [InlineData("http", "shop.example:5080", "http://shop.example:5080", null, false)]
    [InlineData("http", "[::1]:5080", "http://[::1]:5080", null, false)]
    [InlineData("http", "shop.example", "https://shop.example", null, false)]
    [InlineData("https", "shop.example", "https://shop.example", "same-site", false)]
    [InlineData("https", "shop.example", null, "cross-site", true)]
    [InlineData("https", "shop.example", "null", "cross-site", true)]
    [InlineData("https", "shop.example", "null", " Cross-Site ", true)]
    [InlineData("https", "shop.example", "https://shop.example", "cross-site", true)]
    [InlineData("https", "shop.example", "https://evil.example", null, true)]
    [InlineData("https", "shop.example", "https://evil.example", "same-origin", true)]
    [InlineData("https", "shop.example", "https://sister.example", "same-site", true)]
    [InlineData("https", "shop.example", "https://shop.example.evil.example", null, true)]
    [InlineData("https", "shop.example", "https://evil.example/shop.example", null, true)]
    [InlineData("https", "shop.example", "https://shop.example@evil.example", null, true)]
    [InlineData("https", "shop.example", "https://shop.example:8443", null, true)]
    [InlineData("https", "shop.example:8443", "https://shop.example", null, true)]
    [InlineData("https", "shop.example", "http://shop.example", null, true)]
    [InlineData("http", "shop.example:5080", "http://shop.example", null, true)]
    [InlineData("https", "shop.example", "chrome-extension://shop.example", null, true)]
    [InlineData("https", "shop.example", "shop.example", null, true)]
    [InlineData("https", "shop.example", "nonsense", null, true)]
    [InlineData("https", "shop.example", "", null, true)]
    [InlineData("https", "shop.example", "https://", null, true)]
    [InlineData("https", "", "https://", null, true)]
    [InlineData("https", "shop.example", "https://shop.example:99999", null, true)]
    public void A_form_with_another_scheme_host_or_port_is_foreign(string scheme, string host, string? origin, string? site, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Headers.Host) = (scheme, host);
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        Assert.Equal(expected, RequestOrigin.IsForeign(request));
    }

    [Fact]
    public void Two_Origin_headers_are_foreign()
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Headers.Host, request.Headers.Origin) =
            ("https", "shop.example", new(["https://shop.example", "https://shop.example"]));

        Assert.True(RequestOrigin.IsForeign(request));
    }

    public static TheoryData<string, string> Foreign =>
        new() { { "Origin", "https://evil.example" }, { "Origin", "https://birch.localhost" }, { "Sec-Fetch-Site", "cross-site" } };

    [Theory, MemberData(nameof(Foreign))]
    public async Task A_foreign_form_with_a_valid_token_signs_nobody_in(string header, string value)
    {
        using var log = new CapturedLog();
        await using var platform = new TestPlatform { Change = services => services.AddSingleton<ILoggerProvider>(log) };
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            await shop.CustomerAsync(Email);
            var browser = shop.NewBrowser();
            var page = await browser.GetAsync("/account/sign-in");
            browser.Headers[header] = value == $"https://{shop.Host}" ? "https://aurora.localhost" : value;

            for (var round = 0; round < 20; round++)
            {
                var refused = await platform.UnchangedAsync(() => browser.SubmitAsync(page, ("Email", Email), ("Password", Shop.GoodPassword)));
                Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
                Assert.NotEqual("", refused.Heading);
                Assert.DoesNotContain("__Host-session", browser.Cookies.Keys);
            }

            browser.Headers.Clear();
            browser.Headers["Origin"] = "null";
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.SubmitAsync(page, ("Email", Email), ("Password", Shop.GoodPassword))).Status);
        }

        Assert.Single(
            log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("another site", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_refusal_page_says_why_and_foreign_GETs_and_the_API_are_allowed()
    {
        await using var platform = new TestPlatform();
        var browser = platform.Aurora.NewBrowser();
        (browser.Headers["Origin"], browser.Headers["Sec-Fetch-Site"]) = ("https://evil.example", "cross-site");

        Assert.Equal("This form was sent from another site", (await browser.PostAsync("/account/sign-out", [])).Heading);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(HttpMethod.Delete, "/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/sign-in")).Status);
        var invited = await platform.Aurora.MerchantApi.PostWithAsync(
            Requests.Invite, Requests.Body("{\"email\":\"cross@example.com\"}"), ("Origin", "https://evil.example"),
            ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Created, invited.Status);
    }
}
