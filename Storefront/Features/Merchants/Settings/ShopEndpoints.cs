using Storefront.Platform.Api;
using Storefront.Platform.Callers;

namespace Storefront.Features.Merchants.Settings;

internal static class ShopEndpoints
{
    public static void MapShop(this RouteGroupBuilder api)
    {
        api.MapPost("/shop/get", ReadAsync)
            .ForMerchants(ReadShop.Needs)
            .WithName("ReadShop")
            .WithSummary("The shop's settings")
            .Produces<Answer<ShopSettingsData>>();
        api.MapPost("/shop/update", UpdateAsync)
            .ForMerchants(UpdateShop.Needs)
            .Takes<UpdateShopRequest>()
            .WithName("UpdateShop")
            .WithSummary("Change the shop's settings")
            .Produces<Answer<ShopSettingsData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
        api.MapPost("/shop/brand/get", ReadBrandAsync)
            .ForMerchants(ReadBrand.Needs)
            .WithName("ReadBrand")
            .WithSummary("The shop's brand, and how readable its colours are")
            .Produces<Answer<BrandData>>();
        api.MapPost("/shop/brand/preview", PreviewBrandAsync)
            .ForMerchants(PreviewBrand.Needs)
            .Takes<PreviewBrandRequest>()
            .WithName("PreviewBrand")
            .WithSummary("How two colours would look, and how readable they would be; nothing is stored")
            .Produces<Answer<BrandContrastData>>();
        api.MapPost("/shop/brand/update", UpdateBrandAsync)
            .ForMerchants(UpdateBrand.Needs)
            .Takes<UpdateBrandRequest>(UpdateBrandRequest.LargestBody)
            .WithName("UpdateBrand")
            .WithSummary("Change the shop's name, logo, colours, corners and tagline")
            .Produces<Answer<BrandData>>()
            .Produces<ErrorWithDataAnswer>(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ReadAsync(Caller caller, ReadShop read, CancellationToken ct) =>
        (await read.RunAsync(caller, ct)).ToAnswer(shop => new Answer<ShopSettingsData>("Shop.", new(shop)));

    private static async Task<IResult> UpdateAsync(Caller caller, Body<UpdateShopRequest> body, UpdateShop update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct)).ToAnswer(shop => new Answer<ShopSettingsData>("Shop changed.", new(shop)));

    private static async Task<IResult> ReadBrandAsync(Caller caller, ReadBrand read, CancellationToken ct) =>
        (await read.RunAsync(caller, ct)).ToAnswer(brand => new Answer<BrandData>("Brand.", new(brand)));

    private static async Task<IResult> PreviewBrandAsync(
        Caller caller, Body<PreviewBrandRequest> body, PreviewBrand preview, CancellationToken ct) =>
        (await preview.RunAsync(caller, body.Value, ct)).ToAnswer(contrast => new Answer<BrandContrastData>("Preview.", new(contrast)));

    private static async Task<IResult> UpdateBrandAsync(Caller caller, Body<UpdateBrandRequest> body, UpdateBrand update, CancellationToken ct) =>
        (await update.RunAsync(caller, body.Value, ct)).ToAnswer(brand => new Answer<BrandData>("Brand changed.", new(brand)));
}
