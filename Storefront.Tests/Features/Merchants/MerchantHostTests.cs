using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Storefront.Platform.Hosting;
using Storefront.Tests.Support;

namespace Storefront.Tests.Features.Merchants;

/// <summary>A host is a shop's or the platform's, and never both.</summary>
public sealed class MerchantHostTests : IAsyncDisposable
{
    private readonly CapturedLog _log = new();
    private readonly TestPlatform _platform;

    public MerchantHostTests() => _platform = NewPlatform("localhost;api.platform.example");

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("api.platform.example")]
    [InlineData("API.Platform.Example.")]
    [InlineData(" api.platform.example ")]
    [InlineData("localhost")]
    public async Task A_host_of_the_platform_is_no_shops(string host)
    {
        var before = await _platform.CommandAsync("merchants", "list");

        await using var output = new StringWriter();
        var exitCode = await _platform.Services.GetRequiredService<OperatorConsole>()
            .RunAsync(["merchants", "add", "--name", "Bad", "--host", host, "--from", "shop@bad.example"], output);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("host: ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await _platform.CommandAsync("merchants", "list"));
    }

    [Theory]
    [InlineData("shop.platform.example")]
    [InlineData("platform.example")]
    [InlineData("cedar.localhost")]
    public async Task A_neighbour_of_it_may_be_a_shops(string host)
    {
        Assert.StartsWith(
            "Added merchant", await _platform.CommandAsync("merchants", "add", "--name", "Cedar", "--host", host, "--from", "shop@cedar.example"),
            StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await _platform.Client(host).GetAsync("/account/sign-in")).StatusCode);
    }

    [Fact]
    public async Task A_stored_clash_is_warned_of_at_start_and_the_other_shop_is_not()
    {
        await _platform.AsAsync(
            _platform.Aurora,
            db => db.MerchantHosts.Where(host => host.MerchantId == 1).ExecuteUpdateAsync(set => set.SetProperty(host => host.Host, "intranet")));
        await StartAgainAsync("localhost");
        Assert.Single(
            _log.Lines,
            line =>
                line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Merchant 1 has the host intranet", StringComparison.Ordinal));

        await StartAgainAsync("localhost;birch.localhost");
        Assert.Single(
            _log.Lines,
            line => line.StartsWith("Warning", StringComparison.Ordinal)
                && line.Contains("Merchant 2 has the host birch.localhost", StringComparison.Ordinal));
    }

    private async Task StartAgainAsync(string platformHosts)
    {
        await using var again = NewPlatform(platformHosts);
        again.Settings["ConnectionStrings:Storefront"] = _platform.Connection;
        Assert.Equal(HttpStatusCode.OK, (await again.Client("localhost").GetAsync("/health/ready")).StatusCode);
    }

    private TestPlatform NewPlatform(string hosts) =>
        new() { Settings = { ["Platform:Hosts"] = hosts }, Change = services => services.AddSingleton<ILoggerProvider>(_log) };
}
