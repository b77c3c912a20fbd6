using Microsoft.AspNetCore.Http;
using Storefront.Tests.Support;

namespace Storefront.Tests.Platform.Tenancy;

/// <summary>A request's host selects its merchant, in every spelling of that host and in no other way.</summary>
public sealed class HostTests(HostTests.Servers servers) : IClassFixture<HostTests.Servers>
{
    private const string Aurora = "Aurora Coffee";

    public static TheoryData<string> OfAurora =>
        ["aurora.localhost", "AURORA.LocalHost", "aurora.localhost.", "aurora.localhost:5080", "Aurora.localhost.:80", "aurora.localhost:65535"];

    public static TheoryData<string> OfNobody =>
    [
        "unknown.localhost", "aurora.localhost..", ".aurora.localhost", "aurora..localhost", "aurora", "www.aurora.localhost",
        "aurora.localhost.evil.test", "evil.test",
        "aurora_localhost", "xn--aurora.localhost", "xn--aurora-.localhost", "127.0.0.1", "[::1]", "0", "2130706433", "0x7f.1",
        "aurora.localhost:99999",
    ];

    /// <summary>Invalid hosts; the server itself may refuse them first.</summary>
    public static TheoryData<string> Impossible =>
    [
        "user@aurora.localhost", "aurora.localhost@evil.test", "aurora.localhost/", "aurora.localhost#", "aurora.localhost?x",
        "aurora.localhost, birch.localhost", "aurora.localhost birch.localhost",
        "http://aurora.localhost", "aurora.localhost:", "aurora.localhost:abc", "aurora.localhost:80:80", "aurora.localhost\\", "%61urora.localhost",
        "aurora%2elocalhost", "[aurora.localhost]", "\"aurora.localhost\"",
    ];

    [Theory, MemberData(nameof(OfAurora))]
    public async Task A_shop_answers_under_every_spelling_of_its_host(string host)
    {
        var answer = await servers.Kestrel.GetAsync("/", $"Host: {host}");

        Assert.Equal(200, answer.Status);
        Assert.Contains(Aurora, answer.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(OfNobody))]
    public async Task Other_hosts_are_404_with_a_page_of_ours(string host)
    {
        var answer = await servers.Kestrel.GetAsync("/", $"Host: {host}");

        Assert.Equal(404, answer.Status);
        Assert.Contains("There is no shop at this address", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Aurora, answer.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Impossible))]
    public async Task An_invalid_host_reaches_no_merchant(string host)
    {
        var answer = await servers.Kestrel.GetAsync("/", $"Host: {host}");

        Assert.True(answer.Status is 400 or 404, answer.Head);
        Assert.DoesNotContain(Aurora, answer.Body, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Impossible))]
    public async Task An_invalid_host_is_404_where_the_server_accepts_it(string host)
    {
        var answer = await servers.InMemory.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = "/";
            context.Request.Headers.Host = host;
        });

        Assert.Equal(StatusCodes.Status404NotFound, answer.Response.StatusCode);
    }

    [Theory, InlineData("aurora.localhost", "birch.localhost"), InlineData("aurora.localhost", "aurora.localhost"),
        InlineData("aurora.localhost", "")]
    public async Task Two_Host_headers_are_404_where_the_server_accepts_them(string one, string other)
    {
        var answer = await servers.InMemory.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = "/";
            context.Request.Headers.Host = new([one, other]);
        });

        Assert.Equal(StatusCodes.Status404NotFound, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/services/webshop/v1/customers/invite")]
    [InlineData("/health/live")]
    [InlineData("/docs/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/storefront.css")]
    [InlineData("/_dev/mailbox")]
    public async Task An_empty_missing_or_repeated_host_has_no_tenant(string path)
    {
        Assert.Equal(404, (await servers.Kestrel.GetAsync(path, "Host:")).Status);
        Assert.Equal(404, (await servers.Kestrel.SendAsync($"GET {path} HTTP/1.0\r\n\r\n")).Status);
        Assert.Equal(400, (await servers.Kestrel.GetAsync(path)).Status);
        Assert.Equal(400, (await servers.Kestrel.GetAsync(path, "Host: aurora.localhost", "Host: birch.localhost")).Status);
        Assert.Equal(404, (await servers.Kestrel.GetAsync(path, "Host: nobody.test")).Status);
    }

    [Fact]
    public async Task An_absolute_request_target_does_not_override_the_host()
    {
        var answer = await servers.Kestrel.GetAsync("http://birch.localhost/", "Host: aurora.localhost");

        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [InlineData("xn--bcher-kva.localhost")]
    [InlineData("XN--BCHER-KVA.localhost")]
    [InlineData("bücher.localhost")]
    [InlineData("BÜCHER.localhost")]
    [InlineData("bu\u0308cher.localhost")]
    public async Task An_internationalized_host_name_has_one_form(string host)
    {
        var answer = await servers.InMemory.Server.SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = "/";
            context.Request.Headers.Host = host;
        });

        Assert.Equal(StatusCodes.Status200OK, answer.Response.StatusCode);
        Assert.Contains("Boekhandel", await new StreamReader(answer.Response.Body).ReadToEndAsync(), StringComparison.Ordinal);
    }

    /// <summary>One application behind Kestrel and one in memory, both with a third merchant whose name is not ASCII.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        public RawServer Kestrel { get; } = new();
        public TestPlatform InMemory { get; } = new();

        public Task InitializeAsync() =>
            InMemory.CommandAsync("merchants", "add", "--name", "Boekhandel", "--host", "bücher.localhost", "--from", "hallo@boek.example");

        public async Task DisposeAsync()
        {
            await Kestrel.DisposeAsync();
            await InMemory.DisposeAsync();
        }
    }
}
