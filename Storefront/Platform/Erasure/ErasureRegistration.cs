namespace Storefront.Platform.Erasure;

/// <summary>Registers erasure: the plan that deletes a customer, and the masking of data kept by law.</summary>
public static class ErasureRegistration
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddScoped<ErasurePlan>()
        .AddScoped<AddressTraces>()
        .AddSingleton<ErasureReplay>()
        .AddSingleton<Retention>();
}
