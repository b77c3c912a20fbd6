namespace Storefront.Domain.Invitations;

/// <summary>Names who receives the mail of an address: a large provider with many domains, or the domain itself.</summary>
public static class ReceivingGroup
{
    private static readonly Dictionary<string, string[]> _domains = new()
    {
        ["google"] = ["gmail.com", "googlemail.com"],
        ["microsoft"] = ["msn.com", "windowslive.com", "passport.com"],
        ["yahoo"] = ["ymail.com", "rocketmail.com", "aol.com", "aim.com", "verizon.net"],
    };

    // Domains of these names exist under many countries, as in "hotmail.fr" and "yahoo.co.uk".
    private static readonly Dictionary<string, string[]> _names = new()
    {
        ["microsoft"] = ["hotmail", "outlook", "live"],
        ["yahoo"] = ["yahoo"],
    };

    public static string Of(EmailAddress address)
    {
        var domain = address.Domain;
        return _domains.FirstOrDefault(group => group.Value.Contains(domain)).Key
            ?? _names.FirstOrDefault(group => domain.Count(sign => sign == '.') <= 2 && group.Value.Contains(domain.Split('.')[0])).Key
            ?? domain;
    }
}
