namespace Storefront.Platform.Links;

/// <summary>A page that mailed links lead to, and the name of the cookie that holds such a link.</summary>
public sealed record MailedLinkPage(string Path, string Name)
{
    public const string Email = "email";
    public const string Token = "token";
    public const string Language = "language";

    /// <summary>The value of an address that names such a page.</summary>
    public const string Parameter = "page";

    /// <summary>What a mailed link carries: whose it is, the secret, and the mail's language where it is not the shop's own.</summary>
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
