using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Storefront.Platform.Api.Idempotency;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and its readable page at <c>/docs</c>, without external resources.</summary>
public static class ApiReference
{
    private const string Bearer = "bearer";

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
                    Description = "Invites customers, and offers every operation of a customer account."
                };
                document.Servers = [];
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
        });
    }

    public static void MapApiReference(this WebApplication app)
    {
        app.MapGet("/openapi/v1.json", (HttpContext context, ApiDocument document) => document.WriteAsync(context))
            .WithMetadata(new OnPlatformAttribute()).ExcludeFromDescription();
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Storefront API";
            page.SwaggerEndpoint("/openapi/v1.json", ApiDocument.Name);
        });
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var audience = metadata.OfType<ApiAudience>().First();
        if (audience.Kind != ApiAudienceKind.Public)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }

        if (metadata.OfType<ApiBodyType>().FirstOrDefault() is { } body)
        {
            IOpenApiSchema schema = await context.GetOrCreateSchemaAsync(body.Type, null, ct);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = WithProject(schema, audience) } }
            };
        }

        if (audience.IsWrite)
        {
            operation.Parameters = [KeyParameter()];
        }

        foreach (var response in operation.Responses?.Values.AsEnumerable() ?? [])
        {
            if (response.Headers is null && response is OpenApiResponse writable)
            {
                writable.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["X-RateLimit-Limit"] = Header("Requests allowed per minute"),
                    ["X-RateLimit-Remaining"] = Header("Requests left in the current minute or window"),
                };
            }
        }

        foreach (var status in new[] { "429", "503" })
        {
            if (operation.Responses?.TryGetValue(status, out var later) == true && later.Headers is { } headers)
            {
                headers["Retry-After"] = Header("Seconds until a further try makes sense");
            }
        }
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
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } };
}
