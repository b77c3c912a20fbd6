using System.Text.Json;
using System.Text.Json.Nodes;
using Storefront.Platform.Results;

namespace Storefront.Platform.Api;

/// <summary>Reads the options beside a file from the query, as if they were the fields of a JSON body.</summary>
internal static class QueryOptions
{
    /// <summary>The fields of the request type that the query names. A value that does not fit its field stays a text, which the binding
    /// refuses.</summary>
    public static JsonElement Read(IQueryCollection query, Type request)
    {
        var fields = new JsonObject();
        foreach (var field in ApiJson.Options.GetTypeInfo(request).Properties)
        {
            if (query.TryGetValue(field.Name, out var values))
            {
                fields[field.Name] = ValueOf(values.ToString(), Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType);
            }
        }

        return JsonSerializer.SerializeToElement(fields);
    }

    private static JsonNode? ValueOf(string text, Type type) => type switch
    {
        _ when type == typeof(bool) && text is "true" or "false" => text == "true",
        _ when type == typeof(int) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ when type == typeof(string) || type.IsValueType => text,
        _ => Nested(text),
    };

    private static JsonNode? Nested(string text)
    {
        Result<JsonElement> nested = StrictJson.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        return nested.IsRefused ? text : JsonNode.Parse(nested.Value.GetRawText());
    }
}
