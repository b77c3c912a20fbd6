using System.Net;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Accounts.Profile;

public sealed class CountriesTests(TestPlatform platform) : IClassFixture<TestPlatform>
{
    [Theory]
    [InlineData("aurora.localhost")]
    [InlineData("localhost")]
    public async Task The_countries_need_neither_token_nor_body(string host)
    {
        var countries = await ApiAnswer.OfAsync(await platform.Client(host).GetAsync("api/services/webshop/v1/customer/public/countries"));
        var posted = await platform.Aurora.Api().PostAsync("customer/public/countries", new { });
        var head = await platform.Client(host).SendAsync(new(HttpMethod.Head, "api/services/webshop/v1/customer/public/countries"));

        Assert.Equal(HttpStatusCode.OK, countries.Status);
        Assert.Equal(27, countries.Data.GetProperty("countries").EnumerateObject().Count());
        Assert.Equal("Netherlands", countries.Data.GetProperty("countries").GetProperty("NL").GetString());
        Assert.NotNull(countries.Header("X-RateLimit-Remaining"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.Status);
        Assert.Equal("GET,HEAD", string.Join(',', posted.Response.Content.Headers.Allow));
    }
}
