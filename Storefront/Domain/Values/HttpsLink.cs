namespace Storefront.Domain.Values;

/// <summary>The rule for a link that pages show to shoppers: an absolute https address without user info, stored as given.</summary>
public static class HttpsLink
{
    /// <summary>Returns the problem, or null and the link to store; the link is null when there was none.</summary>
    public static Sentence? Check(string? text, int max, out string? link)
    {
        if (TextRules.CheckOptionalLine(text, max, out link) is { } problem)
        {
            return problem;
        }

        if (link is null
            || (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0
                && !link.Contains(' ')))
        {
            return null;
        }

        link = null;
        return "Enter an address that begins with https://.";
    }
}
