namespace Storefront.Domain.Values;

/// <summary>Identifies the mailbox behind an address, for counting mails only.</summary>
/// <remarks>A tag after a plus is removed at every domain. Where a domain has no tags, two people share a count; this gives nobody a new
/// power, because anybody can use up the count of any address. Dots are removed only for providers that ignore them.</remarks>
public static class Mailbox
{
    private static readonly Dictionary<string, string> DotlessDomains = new(StringComparer.Ordinal)
    {
        ["gmail.com"] = "gmail.com",
        ["googlemail.com"] = "gmail.com",
        ["proton.me"] = "proton.me",
        ["protonmail.com"] = "proton.me",
        ["pm.me"] = "proton.me",
    };

    /// <summary>The mailbox of a canonical address.</summary>
    public static string Of(string canonical)
    {
        var at = canonical.LastIndexOf('@');
        var (local, domain) = (canonical[..at], canonical[(at + 1)..]);
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        var name = plus > 0 ? local[..plus] : local;
        return DotlessDomains.TryGetValue(domain, out var provider)
            ? $"{name.Replace(".", "", StringComparison.Ordinal)}@{provider}"
            : $"{name}@{domain}";
    }
}
