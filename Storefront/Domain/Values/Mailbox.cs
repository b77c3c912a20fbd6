namespace Storefront.Domain.Values;

/// <summary>Names the mailbox behind an address, for counting mails and for nothing else.</summary>
/// <remarks>A tag after a plus counts with the address before it at every domain. Where a domain does not know tags, two people share a count,
/// and nobody gains by that: whoever can name an address can use up its count anyway. Dots are folded only where the provider is known to
/// ignore them.</remarks>
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

    /// <summary>The mailbox of an address in its canonical form.</summary>
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
