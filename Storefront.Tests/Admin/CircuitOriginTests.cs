using System.Net;
using Storefront.Tests.Features.Staff;
using Storefront.Tests.Support;

namespace Storefront.Tests.Admin;

/// <summary>Which requests to a circuit are refused for what sent them, before anybody asks who is signed in.</summary>
public sealed class CircuitOriginTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    private const string Own = "https://localhost";

    [Theory]
    [InlineData("POST", "/_blazor/negotiate", Own, null, null, true)]
    [InlineData("POST", "/_blazor/negotiate", null, null, null, false)]
    [InlineData("POST", "/_blazor/negotiate", "null", null, null, false)]
    [InlineData("POST", "/_blazor/negotiate", "", null, null, false)]
    [InlineData("POST", "/_blazor/negotiate", "https://evil.example", null, null, false)]
    [InlineData("POST", "/_BLAZOR/negotiate", "https://evil.example", null, null, false)]
    [InlineData("POST", "/_blazor/negotiate", "https://aurora.localhost", null, "same-site", false)]
    [InlineData("POST", "/_blazor/negotiate", "http://localhost", null, null, false)]
    [InlineData("POST", "/_blazor/negotiate", Own, null, "cross-site", false)]
    [InlineData("POST", "/_blazor/disconnect", null, null, null, false)]
    [InlineData("GET", "/_blazor?id=1", Own, "websocket", null, true)]
    [InlineData("GET", "/_blazor?id=1", null, "websocket", null, false)]
    [InlineData("GET", "/_blazor?id=1", "null", "websocket", null, false)]
    [InlineData("GET", "/_blazor?id=1", "https://evil.example", "websocket", null, false)]
    [InlineData("CONNECT", "/_blazor?id=1", null, null, null, false)]
    [InlineData("GET", "/_blazor?id=1", null, null, null, true)]
    [InlineData("GET", "/_blazor?id=1", null, null, "same-origin", true)]
    [InlineData("GET", "/_blazor?id=1", null, null, "cross-site", false)]
    [InlineData("GET", "/_blazor?id=1", "https://evil.example", null, null, false)]
    public async Task Only_a_page_of_this_host_reaches_a_circuit(
        string method, string path, string? origin, string? upgrade, string? site, bool passes)
    {
        var browser = platform.StaffBrowser();
        foreach (var (name, value) in new[] { ("Origin", origin), ("Upgrade", upgrade), ("Sec-Fetch-Site", site) })
        {
            if (value is not null)
            {
                browser.Headers[name] = value;
            }
        }

        Assert.Equal(!passes, (await browser.SendAsync(new(method), path)).Status == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_shops_host_has_no_circuit_even_for_a_page_of_its_own()
    {
        foreach (var shop in new[] { platform.Aurora, platform.Birch })
        {
            var browser = shop.NewBrowser();
            browser.Headers["Origin"] = $"https://{shop.Host}";
            Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate")).Status);
        }
    }
}
