using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Storefront.Platform.Webhooks;

/// <summary>Describes every event under <c>webhooks</c> in the OpenAPI document: its body, its headers, and what a receiver answers.</summary>
internal static class WebhookReference
{
    private const string Tag = "Webhook";

    private static readonly (string Name, string Description)[] Headers =
    [
        ("webhook-id", "The message's name, the same at every try: a receiver handles each once."),
        ("webhook-timestamp", "Seconds since 1970, when this try was signed."),
        ("webhook-signature", "`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`; two, with a space between, after a rotation."),
    ];

    public static async Task AddAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Tags?.Add(new() { Name = Tag, Description = "Messages to a merchant's receiver, in the format of Standard Webhooks 1.0." });
        document.Webhooks = new Dictionary<string, IOpenApiPathItem>();
        var known = context.ApplicationServices.GetServices<WebhookPayload>().ToList();
        foreach (var type in WebhookEventTypes.All)
        {
            IOpenApiSchema data = await context.GetOrCreateSchemaAsync(known.Single(one => one.Events.Contains(type)).Type, null, ct);
            document.Webhooks[type] = new OpenApiPathItem { Operations = new() { [HttpMethod.Post] = Operation(document, type, data) } };
        }
    }

    private static OpenApiOperation Operation(OpenApiDocument document, string type, IOpenApiSchema data) => new()
    {
        OperationId = $"event-{type.Replace('.', '-').Replace('_', '-')}",
        Summary = $"The event {type}",
        Description = "Sent at least once, in order per customer. Answer with a status of 200 to 299 within 15 seconds.",
        Tags = new HashSet<OpenApiTagReference> { new(Tag, document) },
        Security = [],
        Parameters =
        [
            .. Headers.Select(header => new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Required = true,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }),
        ],
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = Message(type, data) } },
        },
        Responses = new()
        {
            ["200"] = new OpenApiResponse { Description = "Received" },
            ["410"] = new OpenApiResponse { Description = "Unwanted: the webhook ends" },
            ["429"] = new OpenApiResponse { Description = "Too fast: slower, and after `Retry-After`" },
        },
    };

    private static OpenApiSchema Message(string type, IOpenApiSchema data) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "timestamp", "data" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [type] },
            ["timestamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["data"] = data,
        },
    };
}

/// <summary>The type of the data of some events, as the API reference describes them.</summary>
public sealed record WebhookPayload(Type Type, params string[] Events);
