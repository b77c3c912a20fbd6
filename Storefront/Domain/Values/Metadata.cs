using System.Text.Json;

namespace Storefront.Domain.Values;

/// <summary>Notes of a merchant's own systems: up to 20 short texts by name, stored and returned unchanged.</summary>
/// <param name="Json">A normal form, so that equal contents are equal.</param>
public sealed record Metadata(string Json)
{
    public const int MostKeys = 20;
    public const int LongestKey = 40;

    /// <summary>Returns the problem, or null and the value to store; null when there was nothing.</summary>
    public static Sentence? Check(IReadOnlyDictionary<string, string>? given, out Metadata? metadata)
    {
        metadata = null;
        if (given is null or { Count: 0 })
        {
            return null;
        }

        if (given.Count > MostKeys)
        {
            return new("Use at most {0} names.", MostKeys);
        }

        var notes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            if (TextRules.CheckOptionalLine(name, LongestKey, out var kept) is not null || kept != name)
            {
                return new("Name every note in at most {0} characters.", LongestKey);
            }

            if (value is null || TextRules.CheckOptionalLine(value, TextRules.MaxLength, out var note) is not null)
            {
                return new("Use texts of at most {0} characters, without line breaks.", TextRules.MaxLength);
            }

            notes.Add(name, note ?? "");
        }

        metadata = new(JsonSerializer.Serialize(notes, JsonSerializerOptions.Default));
        return null;
    }

    public IReadOnlyDictionary<string, string> ToDictionary() =>
        JsonSerializer.Deserialize<SortedDictionary<string, string>>(Json, JsonSerializerOptions.Default)!;
}
