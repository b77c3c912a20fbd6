using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Api;

/// <summary>The general limits: requests a minute per token, or per client address without one.</summary>
public sealed class RateLimitTests : IAsyncDisposable
{
    private const int PerMinute = 5;
    private readonly TestPlatform _platform = new() { Settings = { ["RateLimits:PerMinute"] = "5" } };

    private Shop Aurora => _platform.Aurora;

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_headers_count_down_to_a_429_with_Retry_After()
    {
        for (var left = PerMinute - 1; left >= 0; left--)
        {
            var answer = await Aurora.MerchantApi.PostAsync(Requests.Invite, new { });
            Assert.Equal(
                ("5", left.ToString(CultureInfo.InvariantCulture)), (answer.Header("X-RateLimit-Limit"), answer.Header("X-RateLimit-Remaining")));
            Assert.Null(answer.Header("Retry-After"));
            WireForm.AssertError(answer, HttpStatusCode.UnprocessableEntity);
        }

        var limited = await Aurora.MerchantApi.PostAsync(Requests.Invite, new { });

        WireForm.AssertError(limited, HttpStatusCode.TooManyRequests);
        Assert.Equal("0", limited.Header("X-RateLimit-Remaining"));
        Assert.InRange(int.Parse(limited.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task At_an_unknown_host_the_headers_show_the_clients_limit()
    {
        using var http = _platform.Client("nobody.test");

        var answer = await new ApiClient(http, Aurora.Id).PostAsync(Requests.Invite, new { });

        WireForm.AssertError(answer, HttpStatusCode.NotFound);
        Assert.Equal(("5", "5"), (answer.Header("X-RateLimit-Limit"), answer.Header("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task Each_token_has_one_limit_on_all_hosts()
    {
        var (_, other) = await Aurora.NewTokenAsync();
        await UseUpAsync(() => Aurora.MerchantApi.PostAsync(Requests.Invite, new { }));

        Assert.Equal("4", (await Aurora.Api(other).PostAsync(Requests.Invite, new { })).Header("X-RateLimit-Remaining"));
        Assert.Equal("4", (await _platform.Birch.MerchantApi.PostAsync(Requests.Invite, new { })).Header("X-RateLimit-Remaining"));
        using var platformHost = _platform.Client("localhost", Aurora.Token);
        WireForm.AssertError(await new ApiClient(platformHost, 1).PostAsync(Requests.Invite, new { }), HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_used_up_address_limit_does_not_affect_valid_tokens()
    {
        await UseUpAsync(() => Aurora.Api().PostAsync(Requests.Invite, new { }));

        WireForm.AssertError(await Aurora.Api("unknown-token").PostAsync(Requests.Invite, new { }), HttpStatusCode.TooManyRequests);
        WireForm.AssertError(await Aurora.Api().PostPublicAsync(Requests.Login, new { }), HttpStatusCode.TooManyRequests);
        WireForm.AssertError(await Aurora.Api().SendAsync(HttpMethod.Get, "/api/unknown"), HttpStatusCode.TooManyRequests);
        var valid = await Aurora.MerchantApi.PostAsync(Requests.Invite, new { });
        WireForm.AssertError(valid, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("4", valid.Header("X-RateLimit-Remaining"));
    }

    [Fact]
    public async Task A_wrong_method_shows_the_limit_without_counting()
    {
        for (var round = 0; round < PerMinute * 2; round++)
        {
            var answer = await Aurora.Api().SendAsync(HttpMethod.Put, Requests.Full(Requests.Invite));
            WireForm.AssertError(answer, HttpStatusCode.MethodNotAllowed);
            Assert.Equal("5", answer.Header("X-RateLimit-Remaining"));
        }
    }

    [Fact]
    public async Task Spellings_of_a_path_share_one_limit()
    {
        await UseUpAsync(() => Aurora.Api().PostAsync(Requests.Profile));

        foreach (var path in new[]
        {
            "/API/services/webshop/v1/customer/profile/get", "/api/services/webshop/v1/customer/profile/get/",
            "/api/services/webshop/v1/customer/profile/%67et"
        })
        {
            WireForm.AssertError(await Aurora.Api().SendAsync(HttpMethod.Post, path), HttpStatusCode.TooManyRequests);
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", 429)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", 401)]
    [InlineData("192.0.2.1", "192.0.2.2", 401)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", 429)]
    public async Task Addresses_of_one_subscriber_share_one_limit(string first, string second, int expected)
    {
        for (var round = 0; round < PerMinute; round++)
        {
            Assert.Equal(StatusCodes.Status401Unauthorized, await StatusFromAsync(first));
        }

        Assert.Equal(StatusCodes.Status429TooManyRequests, await StatusFromAsync(first));
        Assert.Equal(expected, await StatusFromAsync(second));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Real-IP")]
    [InlineData("Forwarded")]
    [InlineData("True-Client-IP")]
    public async Task A_client_address_in_a_header_is_ignored(string header)
    {
        for (var round = 0; round < PerMinute; round++)
        {
            await Aurora.Api().PostWithAsync(Requests.Profile, null, (header, $"for=203.0.113.{round}"));
        }

        WireForm.AssertError(await Aurora.Api().PostWithAsync(Requests.Profile, null, (header, "203.0.113.99")), HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Parallel_requests_pass_exactly_as_often_as_allowed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Aurora.MerchantApi.PostAsync(Requests.Invite, new { })));

        Assert.Equal(PerMinute, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(40 - PerMinute, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    private static async Task UseUpAsync(Func<Task<ApiAnswer>> request)
    {
        for (var round = 0; round < PerMinute; round++)
        {
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await request()).Status);
        }

        WireForm.AssertError(await request(), HttpStatusCode.TooManyRequests);
    }

    private async Task<int> StatusFromAsync(string address) => (await _platform.Server.SendAsync(context =>
    {
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Method = "POST";
        context.Request.Host = new(Aurora.Host);
        context.Request.Path = Requests.Full(Requests.Profile);
    })).Response.StatusCode;
}
