using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Storefront.Platform.Api;

/// <summary>Reads the bytes of an API request's body if they are JSON, or a file that the endpoint takes, and within the limit (415,
/// 413).</summary>
public sealed class ApiBodies(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            // A GET link: a body is ignored.
            await next(context);
            return;
        }

        if (!ApiFileType.IsSent(context) && !(TakesJson(context) && HasJsonOrNothing(context.Request)))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await TryReadAsync(context) is { } bytes)
        {
            context.Features.Set(new RawBody(bytes));
            await next(context);
        }
    }

    private static bool TakesJson(HttpContext context) =>
        context.GetEndpoint()!.Metadata is var metadata
        && (metadata.GetMetadata<ApiFileType>() is null || metadata.GetMetadata<ApiBodyType>() is not null);

    private static bool HasJsonOrNothing(HttpRequest request) =>
        request.ContentType is null
            ? request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true || request.ContentLength == 0
            : MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
              && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
              && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
              && request.Headers.ContentEncoding.Count == 0;

    // Null when the body cannot be read; the status then says why.
    private static async Task<ReadOnlyMemory<byte>?> TryReadAsync(HttpContext context)
    {
        try
        {
            if (await ReadAsync(context) is { } bytes)
            {
                return bytes;
            }

            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        catch (IOException problem) when (problem is not BadHttpRequestException)
        {
            // A chunk of an invalid size, or a closed connection: the client's fault.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return null;
    }

    // Null when the body is larger than allowed, however its length was announced.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        var largest = metadata.GetMetadata<ApiFileType>()?.LargestBody ?? metadata.GetMetadata<ApiBodyType>()?.LargestBody ?? StrictJson.MaxBytes;
        if (context.Request.ContentLength > largest)
        {
            return null;
        }

        if (largest > StrictJson.MaxBytes && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            // One byte more than allowed is read, so that the refusal is ours.
            server.MaxRequestBodySize = largest + 1L;
        }

        var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int count;
        while ((count = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > largest)
            {
                return null;
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}

/// <summary>Carries the body's bytes to their reader.</summary>
internal sealed record RawBody(ReadOnlyMemory<byte> Bytes);
