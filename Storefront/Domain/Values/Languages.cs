namespace Storefront.Domain.Values;

/// <summary>The languages of pages and mails.</summary>
public static class Languages
{
    /// <summary>The language of the API, the operator commands and everything outside a shop.</summary>
    public const string Default = "en";

    private static readonly Dictionary<string, string> OwnNames = new()
    {
        ["en"] = "English",
        ["nl"] = "Nederlands",
        ["de"] = "Deutsch",
        ["fr"] = "Français"
    };

    public static readonly IReadOnlyList<string> All = [.. OwnNames.Keys];

    public static bool IsKnown(string language) => All.Contains(language, StringComparer.Ordinal);

    /// <summary>Returns the problem with a language code, or null. The code may be absent.</summary>
    public static Sentence? Check(string? language) => language is null || IsKnown(language) ? null : "This language is not offered.";

    /// <summary>The offered language in another system's spelling, as in <c>de-DE</c> or <c>nl_NL</c>; null when it is none of
    /// them.</summary>
    public static string? Of(string? code) =>
        code is { Length: 2 } or [_, _, '-' or '_', ..] && code[..2].ToLowerInvariant() is var language && IsKnown(language) ? language : null;

    /// <summary>The name of a language in that language.</summary>
    public static string NameOf(string language) => OwnNames.GetValueOrDefault(language, language);
}
