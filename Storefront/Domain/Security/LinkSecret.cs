namespace Storefront.Domain.Security;

/// <summary>The rule for the secret of a mailed link, sent back to use the link: any text; whether it is the right one is for the look-up to say.</summary>
public static class LinkSecret
{
    public static Sentence? Check(string? secret) => string.IsNullOrWhiteSpace(secret) ? "Open the link from your mail again." : null;
}
