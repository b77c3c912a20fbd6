using System.Net;
using System.Net.Sockets;

namespace Storefront.Domain.Values;

/// <summary>Normalizes host names for storing and comparing: lower case, Punycode, no port, no trailing dot (RFC 9110 7.2, UTS
/// 46).</summary>
public static class HostName
{
    private const int LongestPort = 6;
    private const int LongestHeader = DnsName.MaxLength + 1 + LongestPort;

    /// <summary>Returns the host of a request's Host header, or null when the header names none. A null host belongs to no
    /// merchant.</summary>
    /// <remarks>IPv4 addresses are accepted in four-part decimal form only, IPv6 addresses in brackets and without a zone only.</remarks>
    public static string? Normalize(string? hostHeader)
    {
        if (string.IsNullOrEmpty(hostHeader) || hostHeader.Length > LongestHeader)
        {
            return null;
        }

        var portAt = hostHeader.IndexOf(':', hostHeader[0] == '[' ? Math.Max(hostHeader.IndexOf(']'), 0) : 0);
        if (portAt >= 0 && !IsPort(hostHeader.AsSpan(portAt + 1)))
        {
            return null;
        }

        var host = portAt < 0 ? hostHeader : hostHeader[..portAt];
        return host.StartsWith('[') ? NormalizeIPv6(host) : NormalizeName(host);
    }

    /// <summary>Whether a normalized host has more than one label; a single label is reachable at most in its own network.</summary>
    public static bool HasDot(string host) => host.Contains('.', StringComparison.Ordinal);

    /// <summary>Validates a host name that an operator enters for a merchant: a DNS name with at least two labels, without scheme and port,
    /// not an IP address.</summary>
    public static Sentence? Check(string? text, out string host)
    {
        host = "";
        var name = TextRules.TrimEnds(text);
        if (name.Length == 0)
        {
            return "Enter a host name.";
        }

        if (name.Length > DnsName.MaxLength + 1 || NormalizeName(name) is not { } normal || DnsName.EndsInNumber(normal) || !HasDot(normal))
        {
            return "Enter a host name alone, such as shop.example.com.";
        }

        host = normal;
        return null;
    }

    private static string? NormalizeName(string host)
    {
        var name = host.EndsWith('.') ? host[..^1] : host;
        var ascii = DnsName.ToAscii(name);
        return ascii is null || !DnsName.EndsInNumber(ascii) || DnsName.IsIPv4(ascii) ? ascii : null;
    }

    private static string? NormalizeIPv6(string host)
    {
        if (!host.EndsWith(']') || !host[1..^1].All(c => char.IsAsciiHexDigit(c) || c is ':' or '.'))
        {
            return null;
        }

        return IPAddress.TryParse(host[1..^1], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : null;
    }

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.Length is > 0 and < LongestPort && !port.ContainsAnyExceptInRange('0', '9')
        && int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) <= ushort.MaxValue;
}
