using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Storefront.Platform.Http;
using Storefront.Platform.Results;

namespace Storefront.Tests.Platform.Http;

/// <summary>Proxies are named by address or by network; what is neither ends the start with a line.</summary>
public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("127.0.0.1", 1, 0)]
    [InlineData("127.0.0.1,::1", 2, 0)]
    [InlineData("127.0.0.1; 10.0.0.0/8", 1, 1)]
    [InlineData("10.0.0.0/8 172.16.0.0/12", 0, 2)]
    [InlineData("fd00::/8", 0, 1)]
    [InlineData("10.0.0.1/8", 0, 1)]
    [InlineData("::ffff:10.0.0.1", 1, 0)]
    [InlineData("", 0, 0)]
    public void One_line_holds_addresses_and_networks(string line, int addresses, int networks)
    {
        var options = Read(("Proxies:Trusted", line));

        Assert.Equal((addresses, networks), (options.KnownProxies.Count, options.KnownIPNetworks.Count));
        Assert.Equal(addresses + networks == 0, options.ForwardedHeaders == ForwardedHeaders.None);
    }

    [Fact]
    public void A_list_holds_them_too()
    {
        var options = Read(("Proxies:Trusted:0", "127.0.0.1"), ("Proxies:Trusted:1", "10.0.0.0/8"));

        Assert.Equal([IPAddress.Loopback], options.KnownProxies);
        Assert.Equal(["10.0.0.0/8"], options.KnownIPNetworks.Select(network => network.ToString()));
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("10")]
    [InlineData("127.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10/8")]
    [InlineData("http://10.0.0.1")]
    [InlineData("10.0.0.1:443")]
    [InlineData("*")]
    public void What_is_neither_is_named_in_the_refusal(string proxy)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Read(("Proxies:Trusted", $"127.0.0.1,{proxy}")));

        Assert.Contains($"Proxies:Trusted holds '{proxy}'", refused.Message, StringComparison.Ordinal);
    }

    private static ForwardedHeadersOptions Read(params (string Key, string Value)[] settings)
    {
        var options = new ForwardedHeadersOptions();
        TrustedProxies.Trust(
            options,
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
                .Build());
        return options;
    }
}
