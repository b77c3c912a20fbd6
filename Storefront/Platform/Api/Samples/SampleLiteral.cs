using System.Text.Json;
using System.Text.Json.Nodes;

namespace Storefront.Platform.Api.Samples;

/// <summary>How a language writes the value of a JSON document in its source.</summary>
internal sealed record SampleLiteral(string True, string False, string Null, string Open, string Close, string Colon, Func<string, string> Quote)
{
    private const int LineLength = 90;
    private const string Indent = "    ";

    public static readonly SampleLiteral JavaScript = new("true", "false", "null", "{ ", " }", ": ", Json);
    public static readonly SampleLiteral Python = new("True", "False", "None", "{", "}", ": ", Json);
    public static readonly SampleLiteral Php = new("true", "false", "null", "[", "]", " => ", PhpQuote);

    /// <summary>A text in double quotes, as JSON, JavaScript and Python read it.</summary>
    public static string Json(string text) => JsonSerializer.Serialize(text, Options);

    /// <summary>A text in single quotes, as PHP reads it.</summary>
    public static string PhpQuote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>The value in one line where it fits, and otherwise a line for each of its fields.</summary>
    /// <param name="json">A JSON document.</param>
    public string Write(string json) => Write(JsonNode.Parse(json), "");

    private static JsonSerializerOptions Options { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string Write(JsonNode? node, string indent) => node switch
    {
        null => Null,
        JsonObject fields => List(fields.Select(field => Quote(field.Key) + Colon + Write(field.Value, indent + Indent)), Open, Close, indent),
        JsonArray items => List(items.Select(item => Write(item, indent + Indent)), "[", "]", indent),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            JsonValueKind.String => Quote(node.GetValue<string>()),
            _ => node.ToJsonString(),
        },
    };

    private static string List(IEnumerable<string> parts, string open, string close, string indent)
    {
        var all = parts.ToList();
        var line = open + string.Join(", ", all) + close;
        return line.Length <= LineLength && !line.Contains('\n') ? line
            : $"{open.Trim()}\n{string.Join(",\n", all.Select(part => indent + Indent + part))}\n{indent}{close.Trim()}";
    }
}
