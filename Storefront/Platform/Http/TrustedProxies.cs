using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using Storefront.Platform.Results;

namespace Storefront.Platform.Http;

/// <summary>The proxies whose headers about the client are trusted (setting <c>Proxies:Trusted</c>): addresses and networks, as a list or
/// in one line.</summary>
/// <remarks>Only a trusted proxy sets the client's address and scheme; no header sets the host.</remarks>
public static class TrustedProxies
{
    private const string Setting = "Proxies:Trusted";

    /// <summary>Throws with a line for the operator when an entry is neither an address nor a network.</summary>
    public static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        var proxies = section.Value is { } line
            ? line.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : section.Get<string[]>() ?? [];
        options.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address) && IsWhole(proxy, address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(proxy, out var network) && IsWhole(proxy, network.BaseAddress))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartRefusedException($"{Setting} holds '{proxy}', which is neither an address nor a network such as 10.0.0.0/8.");
            }
        }
    }

    // "10" and "127.1" are addresses in an old notation that nobody intends.
    private static bool IsWhole(string written, IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetwork || written.Count(letter => letter == '.') == 3;
}
