using Storefront.Features.Merchants.Audit;
using Storefront.Features.Merchants.Settings;
using Storefront.Features.Merchants.Tokens;
using Storefront.Platform.Hosting;

namespace Storefront.Features.Merchants;

/// <summary>Merchants as the host sees them: operator's operations only.</summary>
public static class MerchantsFeature
{
    public static IServiceCollection AddMerchants(this IServiceCollection services) => services
        .AddScoped<NamedMerchant>()
        .AddScoped<MerchantChanges>()
        .AddScoped<AddMerchant>()
        .AddScoped<ListMerchants>()
        .AddScoped<SetRegistration>()
        .AddScoped<SetLocale>()
        .AddScoped<SetBrand>()
        .AddScoped<CreateMerchantToken>()
        .AddScoped<RevokeMerchantToken>()
        .AddScoped<ListAuditEntries>()
        .AddSingleton<IOperatorCommands, AuditCommands>()
        .AddSingleton<IOperatorCommands, MerchantCommands>();
}
