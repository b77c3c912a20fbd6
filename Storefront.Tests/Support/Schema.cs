using System.Text.Json;

namespace Storefront.Tests.Support;

/// <summary>Checks JSON against the schemas of an OpenAPI 3.1 document: type, null, required, properties, items, references,
/// choices.</summary>
public sealed class Schema(JsonElement document)
{
    /// <summary>The value's problems, each with its path; empty when it matches. A property that the schema does not name is a problem
    /// too.</summary>
    public IEnumerable<string> Check(JsonElement schema, JsonElement value, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Check(Resolve(reference.GetString()!), value, at);
        }

        if (Choices(schema) is { Count: > 0 } choices)
        {
            return choices.Any(choice => !Check(choice, value, at).Any()) ? [] : [$"{at} fits none of its choices"];
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            return [$"{at} is {value}, which is not listed"];
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(name, value)))
        {
            return [$"{at} is {value.ValueKind}, not {type}"];
        }

        // What another standard defines, such as the options of a passkey, has no schema here.
        if (!schema.TryGetProperty("type", out _) && !schema.TryGetProperty("properties", out _))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, index) => Check(items, item, $"{at}[{index}]")),
            _ => [],
        };
    }

    private IEnumerable<string> CheckObject(JsonElement schema, JsonElement value, string at)
    {
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!) : [])
        {
            if (!value.TryGetProperty(name, out _))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        var hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var field in value.EnumerateObject())
        {
            var isKnown = known.ValueKind == JsonValueKind.Object && known.TryGetProperty(field.Name, out _);
            var problems = isKnown ? Check(known.GetProperty(field.Name), field.Value, $"{at}.{field.Name}")
                : hasOthers ? Check(others, field.Value, $"{at}.{field.Name}")
                : [$"{at}.{field.Name} is not described"];
            foreach (var problem in problems)
            {
                yield return problem;
            }
        }
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (element, name) => element.GetProperty(name));

    private static List<JsonElement> Choices(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var choices) || schema.TryGetProperty("anyOf", out choices) ? [.. choices.EnumerateArray()] : [];

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };
}
