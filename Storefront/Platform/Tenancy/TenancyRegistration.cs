using Storefront.Platform.Callers;

namespace Storefront.Platform.Tenancy;

/// <summary>Registers tenancy.</summary>
public static class TenancyRegistration
{
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services
        .AddScoped<CurrentMerchant>()
        .AddSingleton<MerchantDirectory>()
        .AddSingleton<IMerchantCache>(provider => provider.GetRequiredService<MerchantDirectory>())
        .AddSingleton<PlatformHosts>()
        .AddSingleton<PlatformMerchant>()
        .AddScoped<ActingStaff>();

    /// <summary>Adds the middleware that resolves each request's tenant before routing, and guards the circuits' address.</summary>
    public static void UseTenancy(this IApplicationBuilder app)
    {
        app.UseMiddleware<TenantResolutionMiddleware>();
        app.UseMiddleware<CircuitOriginMiddleware>();
    }
}
