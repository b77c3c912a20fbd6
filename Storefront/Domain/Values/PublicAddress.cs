using System.Net;
using System.Net.Sockets;

namespace Storefront.Domain.Values;

/// <summary>Tells addresses of the public internet from private, local, translated and reserved ones (IANA special-purpose address
/// registries).</summary>
/// <remarks>IPv6 is an allow-list: 2000::/3 without the blocks in it that lead elsewhere or nowhere. An IPv4 address mapped into IPv6 is judged
/// as IPv4. Addresses that a gateway translates (NAT64, 6to4, Teredo) are refused, because they hide where they lead.</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] SpecialIPv4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalIPv6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] SpecialIPv6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(SpecialIPv4, network => network.Contains(plain))
            : GlobalIPv6.Contains(plain) && !Array.Exists(SpecialIPv6, network => network.Contains(plain));
    }

    private static IPNetwork[] Networks(params string[] texts) => Array.ConvertAll(texts, IPNetwork.Parse);
}
