namespace Storefront.Domain;

/// <summary>The languages that pages and mails speak.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> All = ["en", "nl", "de", "fr"];

    public static bool IsKnown(string language) => All.Contains(language, StringComparer.Ordinal);
}
