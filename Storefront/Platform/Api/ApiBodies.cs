using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>Reads the body of an API request (415, 413, 422) and, for public endpoints, the merchant it names.</summary>
public sealed class ApiBodies(RequestDelegate next, MerchantDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var audience = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiAudience>();
        if (HttpMethods.IsGet(context.Request.Method))
        {
            // A GET link: a body is ignored.
            var closed = await AdmitAsync(context, audience, ProjectNumber.Of(context.Request.Query), currentMerchant);
            await (closed is null ? next(context) : ApiResults.WriteAsync(context, closed));
            return;
        }

        if (!HasJsonOrNothing(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await TryReadAsync(context) is not { } bytes)
        {
            return;
        }

        var root = StrictJson.Parse(bytes);
        var refusal = root.Refusal ?? await AdmitAsync(context, audience, root.Value, currentMerchant);
        await (refusal is null ? next(context) : ApiResults.WriteAsync(context, refusal));
    }

    private async Task<Refusal?> AdmitAsync(HttpContext context, ApiAudience audience, JsonElement root, CurrentMerchant currentMerchant)
    {
        if (audience is { Kind: ApiAudienceKind.Public, NamesShop: true } && await FindMerchantAsync(context, root, currentMerchant) is { } refusal)
        {
            return refusal;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<ApiBodyType>()?.Type is not { } type)
        {
            return null;
        }

        var request = StrictJson.Bind(root, type);
        if (!request.IsRefused)
        {
            context.Features.Set(new ParsedBody(request.Value));
        }

        return request.Refusal;
    }

    private async Task<Refusal?> FindMerchantAsync(HttpContext context, JsonElement root, CurrentMerchant currentMerchant)
    {
        if (!ProjectNumber.IsNamed(root) && HttpMethods.IsGet(context.Request.Method) && currentMerchant.IsSet)
        {
            Found(context, currentMerchant.Merchant);
            return null;
        }

        if (!ProjectNumber.IsNamed(root))
        {
            return ApiErrors.NoProject;
        }

        if (ProjectNumber.Read(root) is not { } number
            || (currentMerchant.IsSet && currentMerchant.Id != number)
            || await directory.FindByIdAsync(number, context.RequestAborted) is not { } merchant)
        {
            return ApiErrors.UnknownProject;
        }

        currentMerchant.Set(merchant);
        Found(context, merchant);
        return null;
    }

    private static void Found(HttpContext context, Merchant merchant) =>
        context.Features.Set(new Caller { Merchant = merchant, ClientAddress = ClientAddress.Bucket(context.Connection.RemoteIpAddress), Device = Device.Of(context.Request) });

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
        if (context.Request.ContentLength > StrictJson.MaxBytes)
        {
            return null;
        }

        var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int count;
        while ((count = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, count);
            if (buffer.Length > StrictJson.MaxBytes)
            {
                return null;
            }
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
