namespace Storefront.Platform.Links;

/// <summary>A page that mailed links lead to, the name of the cookie that holds such a link, and what the link is good for.</summary>
public sealed record MailedLinkPage(string Path, string Name, TokenPurpose Purpose)
{
    /// <summary>The address of the customer, in links as they were mailed before; now the secret alone finds it.</summary>
    public const string Email = "email";
    public const string Token = "token";
    public const string Language = "language";

    /// <summary>The query value that selects such a page.</summary>
    public const string Parameter = "page";

    /// <summary>What a mailed link carries: the secret, and the mail's language where it is not the shop's own.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Values(Customer customer, Merchant merchant, string secret, string? language = null)
    {
        yield return new(Token, secret);
        if ((language ?? customer.LanguageAt(merchant)) is var spoken && spoken != merchant.Language)
        {
            yield return new(Language, spoken);
        }
    }

    /// <summary>The page at a path, however that is spelled: letter case and slashes, doubled, behind it or encoded, make no difference.</summary>
    /// <param name="pages">Every page that mailed links lead to.</param>
    /// <param name="path">The path as it was asked for.</param>
    /// <param name="query">What stands behind an encoded question mark in it.</param>
    public static MailedLinkPage? At(IEnumerable<MailedLinkPage> pages, string path, out string query)
    {
        var parts = LinkText.Decode(path).Split('?', 2);
        var clean = '/' + string.Join('/', parts[0].Split('/', StringSplitOptions.RemoveEmptyEntries));
        query = parts.Length == 2 ? parts[1] : "";
        return pages.FirstOrDefault(page => page.Path.Equals(clean, StringComparison.OrdinalIgnoreCase));
    }
}
