namespace Storefront.Platform.Links;

/// <summary>Reads the query of an opened link, whatever transport did to it.</summary>
/// <remarks>A value given twice is ignored: it is unknown which one was meant.</remarks>
public sealed record MailedLinkQuery(string? Email, string? Token, string? Language)
{
    private const int LongestQuery = 2000;
    private const int MostEncodings = 4;

    // The form of "&" in a mail's HTML, read as plain text.
    private const string EscapedAmpersand = "amp;";

    /// <summary>The values of a link; null when the query is not one of a link.</summary>
    public static MailedLinkQuery? Read(string query)
    {
        query = query.Length <= LongestQuery ? query : query[..LongestQuery];
        MailedLinkQuery? withoutToken = null;
        for (var times = 0; times < MostEncodings; times++)
        {
            var values = Parse(query);
            if (values.Contains(MailedLinkPage.Token))
            {
                return Of(values);
            }

            withoutToken ??= values.Contains(MailedLinkPage.Email) ? Of(values) : null;
            if (!query.Contains('%', StringComparison.Ordinal))
            {
                break;
            }

            // The whole query was encoded again, its "=" and "&" too.
            query = Uri.UnescapeDataString(query);
        }

        return withoutToken;
    }

    private static MailedLinkQuery Of(ILookup<string, string> values) =>
        new(Single(values, MailedLinkPage.Email), Single(values, MailedLinkPage.Token), Single(values, MailedLinkPage.Language));

    private static string? Single(ILookup<string, string> values, string name) => values[name].Take(2).ToList() is [var only] ? only : null;

    private static ILookup<string, string> Parse(string query) =>
        query.Split('?', '&').Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
        .ToLookup(part => NameOf(part[0]), part => Uri.UnescapeDataString(part[1].Replace('+', ' ')), StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string written)
    {
        var name = LinkText.Unfold(LinkText.Decode(written));
        while (name.StartsWith(EscapedAmpersand, StringComparison.OrdinalIgnoreCase))
        {
            name = name[EscapedAmpersand.Length..];
        }

        return name;
    }
}
