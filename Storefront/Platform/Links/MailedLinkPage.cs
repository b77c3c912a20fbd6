namespace Storefront.Platform.Links;

/// <summary>A page of mailed links, the name of the cookie that holds such a link, and the link's purpose.</summary>
public sealed record MailedLinkPage(string Path, string Name, TokenPurpose Purpose)
{
    /// <summary>The customer's address, in links of older versions; today the secret alone finds it.</summary>
    public const string Email = "email";
    public const string Token = "token";
    public const string Language = "language";

    /// <summary>The query parameter that names a page of mailed links.</summary>
    public const string Parameter = "page";

    /// <summary>The values of a mailed link: the secret, and the mail's language when it is not the merchant's.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Values(Customer customer, Merchant merchant, string secret, string? language = null)
    {
        yield return new(Token, secret);
        if ((language ?? customer.LanguageAt(merchant)) is var spoken && spoken != merchant.Language)
        {
            yield return new(Language, spoken);
        }
    }

    /// <summary>The page at a path in any spelling: letter case and doubled, trailing or encoded slashes make no difference.</summary>
    /// <param name="pages">Every page of mailed links.</param>
    /// <param name="path">The requested path.</param>
    /// <param name="query">The text after an encoded question mark in it.</param>
    public static MailedLinkPage? At(IEnumerable<MailedLinkPage> pages, string path, out string query)
    {
        var clean = Clean(path, out query);
        return pages.FirstOrDefault(page => page.Path.Equals(clean, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The page whose path begins a path, as when a mail program takes the text after a link for a part of it.</summary>
    /// <param name="pages">Every page of mailed links.</param>
    /// <param name="path">The requested path.</param>
    public static MailedLinkPage? Before(IEnumerable<MailedLinkPage> pages, string path)
    {
        var clean = Clean(path, out _);
        return pages.FirstOrDefault(page => clean.StartsWith(page.Path, StringComparison.OrdinalIgnoreCase));
    }

    private static string Clean(string path, out string query)
    {
        var parts = LinkText.Decode(path).Split('?', 2);
        query = parts.Length == 2 ? parts[1] : "";
        return '/' + string.Join('/', parts[0].Split('/', StringSplitOptions.RemoveEmptyEntries));
    }
}
