namespace Storefront.Domain.Values;

/// <summary>The languages that pages and mails speak.</summary>
public static class Languages
{
    /// <summary>What the API, the operator's console and everything outside of a shop speak.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, string> OwnNames = new() { ["en"] = "English", ["nl"] = "Nederlands", ["de"] = "Deutsch", ["fr"] = "Français" };

    public static readonly IReadOnlyList<string> All = [.. OwnNames.Keys];

    public static bool IsKnown(string language) => All.Contains(language, StringComparer.Ordinal);

    /// <summary>Tells what is wrong with a language that somebody named; nobody has to name one.</summary>
    public static Sentence? Check(string? language) => language is null || IsKnown(language) ? null : "This language is not offered.";

    /// <summary>What a language calls itself.</summary>
    public static string NameOf(string language) => OwnNames.GetValueOrDefault(language, language);
}
