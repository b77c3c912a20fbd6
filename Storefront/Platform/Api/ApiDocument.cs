using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Storefront.Platform.Http;

namespace Storefront.Platform.Api;

/// <summary>The OpenAPI document as text, built at its first request and then kept.</summary>
public sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lazy<Task<PackedText>> _text = new(() => BuildAsync(provider));

    /// <summary>Writes the document. A client that disconnects does not cancel the build that others wait for.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var text = await _text.Value.WaitAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-cache";
        await text.WriteAsync(context, "application/json; charset=utf-8");
    }

    private static async Task<PackedText> BuildAsync(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        return new(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None));
    }
}
