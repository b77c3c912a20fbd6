namespace Storefront.Platform.Tenancy;

/// <summary>Tenancy as the host sees it.</summary>
public static class TenancyRegistration
{
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services
        .AddScoped<CurrentMerchant>()
        .AddSingleton<MerchantDirectory>()
        .AddSingleton<PlatformHosts>();

    /// <summary>Decides the tenant of every request, before routing.</summary>
    public static void UseTenancy(this IApplicationBuilder app) => app.UseMiddleware<TenantResolutionMiddleware>();
}
