using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Api;

/// <summary>Parses the request of an endpoint (422), and finds for public endpoints the merchant it names.</summary>
public sealed class ApiRequests(RequestDelegate next, MerchantDirectory directory)
{
    public async Task InvokeAsync(HttpContext context, CurrentMerchant currentMerchant)
    {
        var audience = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiAudience>();
        var file = ApiFileType.IsSent(context) ? context.GetEndpoint()!.Metadata.GetMetadata<ApiFileType>() : null;
        Result<JsonElement> root = HttpMethods.IsGet(context.Request.Method)
            ? ProjectNumber.Of(context.Request.Query)
            : file is not null ? QueryOptions.Read(context.Request.Query, file.Request)
            : StrictJson.Parse(context.Features.GetRequiredFeature<RawBody>().Bytes);
        var refusal = root.Refusal ?? await AdmitAsync(context, audience, root.Value, currentMerchant);
        await (refusal is null ? next(context) : ApiResults.WriteAsync(context, refusal));
    }

    private async Task<Refusal?> AdmitAsync(HttpContext context, ApiAudience audience, JsonElement root, CurrentMerchant currentMerchant)
    {
        if (audience is { Kind: ApiAudienceKind.Public, NamesShop: true } && await FindMerchantAsync(context, root, currentMerchant) is { } refusal)
        {
            return refusal;
        }

        var metadata = context.GetEndpoint()!.Metadata;
        if ((metadata.GetMetadata<ApiBodyType>()?.Type ?? metadata.GetMetadata<ApiFileType>()?.Request) is not { } type)
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
        context.Features.Set(new Caller
        {
            Merchant = merchant,
            ClientAddress = ClientAddress.Bucket(context.Connection.RemoteIpAddress),
            Device = Device.Of(context.Request)
        });
}
