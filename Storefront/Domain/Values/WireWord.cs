using System.Text.Json;

namespace Storefront.Domain.Values;

/// <summary>The rule for a field with a fixed set of words: the values of an enumeration in snake case.</summary>
public static class WireWord
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Returns the problem, or null and the value.</summary>
    public static Sentence? Check<T>(string? text, out T value)
        where T : struct, Enum
    {
        var problem = CheckAll<T>(text is null ? [] : [text], out var values);
        value = problem is null ? values![0] : default;
        return problem;
    }

    /// <summary>Returns the problem, or null and the values, each once; null when no words were given.</summary>
    public static Sentence? CheckAll<T>(IReadOnlyList<string>? words, out IReadOnlyList<T>? values)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(Of);
        values = words?.Where(known.ContainsKey).Select(word => known[word]).Distinct().ToList();
        return words is null || (words.Count > 0 && words.All(known.ContainsKey))
            ? null : new Sentence("Choose one of: {0}.", string.Join(", ", known.Keys));
    }
}
