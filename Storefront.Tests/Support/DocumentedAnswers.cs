using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Storefront.Tests.Support;

/// <summary>Checks every answer of the API that a test reads against the OpenAPI document: its status is documented, and its body has the
/// documented schema.</summary>
internal static class DocumentedAnswers
{
    private const string Schema = "https://storefront.example/schemas";

    private static readonly Lazy<Task<JsonNode>> Document = new(ReadAsync);
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new();
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>Fails when a documented path answered something else than the document says.</summary>
    public static async Task CheckAsync(ApiAnswer answer)
    {
        var request = answer.Response.RequestMessage!;
        var path = request.RequestUri!.AbsolutePath;
        var operation = (await Document.Value)["paths"]?[path]?[request.Method.Method.ToLowerInvariant()];
        if (operation is null || answer.Text.Length == 0 || IsBare(answer))
        {
            return;
        }

        var status = ((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var media = answer.Response.Content.Headers.ContentType?.MediaType;
        Assert.True(operation["responses"]?[status] is not null, $"{path} answers {status}, which is not documented: {answer.Text}");
        Assert.True(
            operation["responses"]![status]!["content"]?[media!] is not null, $"{path} answers {status} as {media}, which is not documented.");
        if (media == "application/json")
        {
            var schema = Schemas.GetOrAdd(
                $"{request.Method} {path} {status}",
                _ => JsonSchema.FromText(operation["responses"]![status]!["content"]![media]!["schema"]!.ToJsonString()));
            var result = schema.Evaluate(JsonNode.Parse(answer.Text), Options);
            Assert.True(
                result.IsValid,
                $"{path} {status}: {string.Join("; ", result.Details.Where(detail => detail.HasErrors).SelectMany(detail =>
                    detail.Errors!.Values.Select(error => $"{detail.InstanceLocation} {error}")))}\n{answer.Text}");
        }
    }

    // No operation was reached: the host is unknown, or its shop is closed.
    private static bool IsBare(ApiAnswer answer) =>
        answer.Status == HttpStatusCode.NotFound && answer.Text.Contains("\"code\":\"http.404\"", StringComparison.Ordinal);

    private static async Task<JsonNode> ReadAsync()
    {
        await using var platform = new TestPlatform();
        var text = await platform.Client("localhost").GetStringAsync("/openapi/v1.json");
        var document = JsonNode.Parse(text.Replace("#/components/schemas/", $"{Schema}#/$defs/", StringComparison.Ordinal))!;
        SchemaRegistry.Global.Register(JsonSchema.FromText(
            new JsonObject { ["$id"] = Schema, ["$defs"] = document["components"]!["schemas"]!.DeepClone() }.ToJsonString()));
        return document;
    }
}
