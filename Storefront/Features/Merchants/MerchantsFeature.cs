using Storefront.Features.Merchants.Audit;
using Storefront.Features.Merchants.Hosts;
using Storefront.Features.Merchants.MailDomains;
using Storefront.Features.Merchants.Overview;
using Storefront.Features.Merchants.Settings;
using Storefront.Features.Merchants.Tokens;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants;

/// <summary>Registers the merchant feature: the operator's operations, and the API of a shop's settings, brand, overview and tokens.</summary>
public static class MerchantsFeature
{
    public static IServiceCollection AddMerchants(this IServiceCollection services) => services
        .AddScoped<NamedMerchant>()
        .AddScoped<MerchantChanges>()
        .AddScoped<AddMerchant>()
        .AddScoped<ListMerchants>()
        .AddScoped<ReadShop>()
        .AddScoped<UpdateShop>()
        .AddScoped<ReadBrand>()
        .AddScoped<PreviewBrand>()
        .AddScoped<UpdateBrand>()
        .AddScoped<ReadMailPicture>()
        .AddScoped<ReadOverview>()
        .AddScoped<SuspendMerchant>()
        .AddScoped<SetSender>()
        .AddSingleton<HostOwnership>()
        .AddScoped<AddHost>()
        .AddScoped<RemoveHost>()
        .AddScoped<SetPrimaryHost>()
        .AddScoped<MoveHost>()
        .AddScoped<SetMailDomain>()
        .AddScoped<RotateMailDomain>()
        .AddScoped<CheckMailDomains>()
        .AddScoped<CreateMerchantToken>()
        .AddScoped<ListMerchantTokens>()
        .AddScoped<RotateMerchantToken>()
        .AddScoped<RevokeMerchantToken>()
        .AddScoped<ReadOwnToken>()
        .AddScoped<ListAuditEntries>()
        .AddSingleton<IOperatorCommands, AuditCommands>()
        .AddSingleton<IOperatorCommands, MerchantCommands>()
        .AddSingleton<IOperatorCommands, TokenCommands>();

    public static void MapMerchants(this RouteGroupBuilder api)
    {
        api.MapTokens();
        api.MapShop();
        api.MapReadOverview();
    }
}
