using System.Globalization;
using System.Text.Json;

namespace Storefront.Platform.Api;

/// <summary>Reads the merchant's number of a public request: <c>project_id</c>, or <c>website_id</c> as older clients send it.</summary>
public static class ProjectNumber
{
    public const string Field = "project_id";
    private const string OlderField = "website_id";

    /// <summary>The number in a link's query, in the form of a body.</summary>
    public static JsonElement Of(IQueryCollection query) => JsonSerializer.SerializeToElement(
        new[] { Field, OlderField }.Where(query.ContainsKey).ToDictionary(name => name, name => query[name].ToString()));

    public static bool IsNamed(JsonElement root) => Find(root) is { ValueKind: not JsonValueKind.Null };

    /// <summary>A positive integer, as a number or as digits in a string. Anything else is null, and so are two fields that
    /// disagree.</summary>
    public static long? Read(JsonElement root)
    {
        var number = NumberOf(Find(root));
        return root.TryGetProperty(OlderField, out var older) && NumberOf(older) != number ? null : number;
    }

    private static long? NumberOf(JsonElement? field) => field switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) && value > 0 => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value > 0 => value,
        _ => null,
    };

    private static JsonElement? Find(JsonElement root) =>
        root.TryGetProperty(Field, out var value) || root.TryGetProperty(OlderField, out value) ? value : null;
}
