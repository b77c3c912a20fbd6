using System.Globalization;
using System.Text.Json;

namespace Storefront.Platform.Api;

/// <summary>The merchant's number in a public request: <c>project_id</c>, or <c>website_id</c> as older clients call it (contract 1.2).</summary>
public static class ProjectNumber
{
    public const string Field = "project_id";
    private const string OlderField = "website_id";

    public static bool IsNamed(JsonElement root) => Find(root) is { ValueKind: not JsonValueKind.Null };

    /// <summary>A positive integer, written as a number or as digits in a string; anything else is null, and so are two names that disagree.</summary>
    public static long? Read(JsonElement root)
    {
        var number = NumberOf(Find(root));
        return root.TryGetProperty(OlderField, out var older) && NumberOf(older) != number ? null : number;
    }

    private static long? NumberOf(JsonElement? field) => field switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && value > 0 => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 => value,
        _ => null,
    };

    private static JsonElement? Find(JsonElement root) =>
        root.TryGetProperty(Field, out var value) || root.TryGetProperty(OlderField, out value) ? value : null;
}
