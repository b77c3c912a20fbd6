using System.Net;

namespace Storefront.Domain.Webhooks;

/// <summary>The rule for a receiver's address: https, port 443, no user info, and a host of the public internet.</summary>
/// <remarks>A name is judged by its form only. Where it leads is judged when the connection is made, because it can lead elsewhere by then. An
/// IP address in any notation but the usual one is refused: programs disagree about where it leads.</remarks>
public static class WebhookUrl
{
    private const int MaxLength = 1000;

    // Names that resolve, if at all, inside a network only (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and common use).
    private static readonly string[] LocalNames =
    [
        "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "test", "invalid", "onion", "alt",
    ];

    private static readonly Sentence NoAddress = "Enter an address that begins with https://.";
    private static readonly Sentence Unreachable = "Enter an address on the public internet.";

    /// <summary>Returns the problem, or null and the address to store.</summary>
    /// <param name="text">The address as given.</param>
    /// <param name="allowsPrivate">Whether http, user info, any port and any host are fine, as on a developer's machine.</param>
    /// <param name="url">The address.</param>
    public static Sentence? Check(string? text, bool allowsPrivate, out string url)
    {
        url = "";
        if (TextRules.CheckOptionalLine(text, MaxLength, out var line) is { } unfit)
        {
            return unfit;
        }

        if (line is null || Authority(line, allowsPrivate) is not { } authority || !Uri.TryCreate(line, UriKind.Absolute, out var address)
            || HostName.Normalize(authority) is not { } named || !IsOneHost(named, address) || address.Fragment.Length > 0)
        {
            return NoAddress;
        }

        if (!allowsPrivate && CheckPublic(address, HostOf(address)) is { } problem)
        {
            return problem;
        }

        url = line;
        return null;
    }

    /// <summary>The host of an accepted address, normalized: without port, brackets and trailing dot.</summary>
    public static string HostOf(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    private static Sentence? CheckPublic(Uri address, string host) =>
        address.Scheme != Uri.UriSchemeHttps ? NoAddress
        : address.Port != 443 ? "Use port 443."
        : IPAddress.TryParse(host, out var ip) ? PublicAddress.IsPublic(ip) ? null : Unreachable
        : !HostName.HasDot(host) || LocalNames.Contains(host[(host.LastIndexOf('.') + 1)..]) ? Unreachable
        : null;

    // Between the scheme and the path; null when it is missing, names a user, or is written in a way that programs read differently.
    private static string? Authority(string line, bool allowsUser)
    {
        var scheme = line.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : line.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        var end = line.AsSpan(scheme).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? line[scheme..] : line.Substring(scheme, end);
        if (allowsUser)
        {
            authority = authority[(authority.LastIndexOf('@') + 1)..];
        }

        return scheme == 0 || line.AsSpan().IndexOfAny('\\', ' ') >= 0 || authority.Contains('@') ? null : authority;
    }

    // Our own reading and that of the program that connects must agree.
    private static bool IsOneHost(string named, Uri address) => named.Trim('[', ']') == HostOf(address);
}
