using System.Net;
using System.Net.Sockets;

namespace Storefront.Domain.Values;

/// <summary>The key that requests from a network address count under: a whole IPv4 address, or the /64 of an IPv6 address, the smallest
/// block a subscriber gets (RFC 6177).</summary>
public static class ClientAddress
{
    public static string Bucket(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        // A new address from the first 64 bits also drops the zone.
        var network = new byte[16];
        address.GetAddressBytes().AsSpan(0, 8).CopyTo(network);
        return $"{new IPAddress(network)}/64";
    }
}
