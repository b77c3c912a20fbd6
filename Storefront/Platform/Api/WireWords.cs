using System.Text.Json;

namespace Storefront.Platform.Api;

/// <summary>Reads the words by which the wire names the values of an enumeration.</summary>
public static class WireWords
{
    /// <summary>Returns what is wrong with the words, or null and their values; no words at all are no wish.</summary>
    public static Sentence? Read<T>(IReadOnlyList<string>? words, out IReadOnlyList<T>? values)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
        values = words?.Where(known.ContainsKey).Select(word => known[word]).Distinct().ToList();
        return words is null || (words.Count > 0 && words.All(known.ContainsKey))
            ? null : new Sentence("Choose one of: {0}.", string.Join(", ", known.Keys));
    }
}
