using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Storefront.Platform.Api.Idempotency;
using Storefront.Platform.Http;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and its readable page at <c>/docs</c>, without external resources.</summary>
public static class ApiReference
{
    private const string Bearer = "bearer";

    // The one style that the page's own script writes into the document.
    private const string InlineStyle = "sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=";

    private static readonly Dictionary<ApiAudienceKind, string> Tags = new()
    {
        [ApiAudienceKind.Public] = "Anybody may call these. `project_id` names the merchant; an Authorization header is ignored.",
        [ApiAudienceKind.Customer] = "A customer's own account, with the token that signing in answers.",
        [ApiAudienceKind.Merchant] = "A merchant's server calls these with a merchant token that has the named ability.",
    };

    public static IServiceCollection AddApiReference(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddSingleton<ApiDocument>();
        return services.AddOpenApi(ApiDocument.Name, options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new()
                {
                    Title = "Storefront customer API",
                    Version = ApiDocument.Name,
                    Description = "Invites customers, and offers every operation of a customer account. Every error has a `code`; "
                        + "[all codes](/docs/errors) are listed with their meaning. Every path has "
                        + "[samples](/docs/samples) in cURL, JavaScript, PHP, Python and C#.",
                    License = new() { Name = "MIT", Identifier = "MIT" },
                    Contact = new() { Name = "The operator of this platform" },
                };
                document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Key.ToString(), Description = tag.Value }));
                document.Servers = [new() { Url = "/", Description = "The host that serves this document: the platform's, or a shop's." }];
                document.Components ??= new();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme
                    {
                        Type = SecuritySchemeType.Http,
                        Scheme = Bearer,
                        Description = "A merchant token for the paths under customers/, a customer's token for those under customer/."
                    },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer(CompleteAsync);

            // The default name of Answer<string[]> has characters that a component's name cannot have.
            options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)
                ?.Replace("[]", "List", StringComparison.Ordinal);
        });
    }

    public static void MapApiReference(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", (HttpContext context, ApiDocument document) => document.WriteAsync(context))
            .WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal), docs => docs.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWithStyle(InlineStyle);
            return next(context);
        }));
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.InjectStylesheet("/reference.css");
            page.DocumentTitle = "Storefront API";
            page.SwaggerEndpoint("/openapi/v1.json", ApiDocument.Name);
        });
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var audience = metadata.OfType<ApiAudience>().First();
        operation.Security = audience.Kind == ApiAudienceKind.Public
            ? [] : [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        operation.Description ??= WhoMayCall(audience);
        if (metadata.OfType<ApiBodyType>().FirstOrDefault() is { } body)
        {
            IOpenApiSchema schema = await context.GetOrCreateSchemaAsync(body.Type, null, ct);
            var request = WithProject(schema, audience);
            ApiFieldNotes.Describe(request, metadata.OfType<RequiredFields>().FirstOrDefault()?.Names ?? []);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = request } }
            };
        }

        if (metadata.OfType<ApiFileType>().FirstOrDefault() is not null)
        {
            DescribeFile(operation);
        }

        if (audience.IsWrite)
        {
            operation.Parameters = [KeyParameter()];
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response is OpenApiResponse { Headers: null } writable)
            {
                writable.Headers = HeadersOf(status, audience);
            }
        }
    }

    private static string WhoMayCall(ApiAudience audience) => audience switch
    {
        { Kind: ApiAudienceKind.Public } => "Needs no token.",
        { Kind: ApiAudienceKind.Customer } => "Needs a customer's token.",
        { Ability: null } => "Needs a merchant token; every token may call it.",
        { IsWrite: true } => $"Needs a merchant token with the ability `{audience.Ability.Name}`. Send an Idempotency-Key to repeat it safely.",
        _ => $"Needs a merchant token with the ability `{audience.Ability.Name}`.",
    };

    private static Dictionary<string, IOpenApiHeader> HeadersOf(string status, ApiAudience audience)
    {
        var headers = new Dictionary<string, IOpenApiHeader>
        {
            ["X-RateLimit-Limit"] = Header("Requests allowed per minute"),
            ["X-RateLimit-Remaining"] = Header("Requests left in the current minute or window"),
        };
        if (status is "429" or "503" || (status == "409" && audience.IsWrite))
        {
            headers["Retry-After"] = Header("Seconds until a further try makes sense");
        }

        if (status == "401")
        {
            headers["WWW-Authenticate"] = Header("Always `Bearer`", JsonSchemaType.String);
        }

        if (audience.IsWrite && status is not ("401" or "413" or "415" or "429" or "500" or "503"))
        {
            headers[KeptAnswer.ReplayHeader] = Header("`true` when this is the first answer under the key, repeated", JsonSchemaType.String);
        }

        return headers;
    }

    // The exporter leaves out the type of times and enumerations, counts null among the latter's values, and computed fields as not required.
    private static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (schema is { Format: "date-time", Type: null })
        {
            schema.Type = context.JsonPropertyInfo?.IsGetNullable == false || Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is null
                ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        if (schema.Enum is { Count: > 0 } words)
        {
            schema.Type ??= JsonSchemaType.String;
            schema.Enum = [.. words.Where(word => word is not null && !JsonNullSentinel.IsJsonNullSentinel(word))];
        }

        var computed = context.JsonTypeInfo.Properties
            .Where(field => field is { Get: not null, Set: null, ShouldSerialize: null } && schema.Properties?.ContainsKey(field.Name) == true)
            .Select(field => field.Name).ToList();
        if (computed.Count > 0)
        {
            schema.Required = new HashSet<string>((schema.Required ?? new HashSet<string>()).Concat(computed));
        }

        return Task.CompletedTask;
    }

    private static void DescribeFile(OpenApiOperation operation)
    {
        var body = operation.RequestBody as OpenApiRequestBody ?? new() { Required = true };
        body.Content ??= new Dictionary<string, OpenApiMediaType>();
        foreach (var type in ApiFileType.MediaTypes)
        {
            body.Content[type] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        operation.RequestBody = body;
    }

    // Public requests name the merchant; the middleware reads the number before the request is bound.
    private static IOpenApiSchema WithProject(IOpenApiSchema request, ApiAudience audience)
    {
        if (audience.Kind == ApiAudienceKind.Public && request is OpenApiSchema schema)
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
            schema.Properties[ProjectNumber.Field] =
                new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The merchant's number, as an integer or as digits in a string." };
            schema.Required = new HashSet<string>(schema.Required ?? new HashSet<string>()) { ProjectNumber.Field };
        }

        return request;
    }

    private static OpenApiParameter KeyParameter() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Description =
            "1 to 255 visible ASCII characters, chosen by the caller. The first answer under a key is repeated for 24 hours, with "
                + "Idempotent-Replayed: true.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
    };

    private static OpenApiHeader Header(string description, JsonSchemaType type = JsonSchemaType.Integer) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type } };
}
