namespace Storefront.Platform.Links;

/// <summary>A page of mailed links, and the name of the cookie that holds such a link.</summary>
public sealed record MailedLinkPage(string Path, string Name)
{
    public const string Email = "email";
    public const string Token = "token";
    public const string Language = "language";

    /// <summary>The query value that selects such a page.</summary>
    public const string Parameter = "page";

    /// <summary>The values of a mailed link: the customer's address, the secret, and the mail's language when it is not the
    /// merchant's.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Values(Customer customer, Merchant merchant, string secret, string? language = null)
    {
        yield return new(Email, customer.Email);
        yield return new(Token, secret);
        if ((language ?? customer.LanguageAt(merchant)) is var spoken && spoken != merchant.Language)
        {
            yield return new(Language, spoken);
        }
    }
}
