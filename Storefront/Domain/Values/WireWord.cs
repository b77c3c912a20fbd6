using System.Text.Json;

namespace Storefront.Domain.Values;

/// <summary>The rule for a field with a fixed set of words: the values of an enumeration in snake case.</summary>
public static class WireWord
{
    /// <summary>Returns the problem, or null and the value.</summary>
    public static Sentence? Check<T>(string? text, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Of(known) == text)
            {
                value = known;
                return null;
            }
        }

        value = default;
        return new Sentence("Choose one of: {0}.", string.Join(", ", Enum.GetValues<T>().Select(Of)));
    }

    private static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
