namespace Storefront.Domain.Security;

/// <summary>Checks the form of a mailed link's secret: any text is valid. The look-up decides whether it is the right one.</summary>
public static class LinkSecret
{
    public static Sentence? Check(string? secret) => string.IsNullOrWhiteSpace(secret) ? "Open the link from your mail again." : null;
}
