namespace Storefront.Platform.Erasure;

/// <summary>Erasure as the host sees it: the plan that deletes a person, and the masking of what was kept for the law.</summary>
public static class ErasureRegistration
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddScoped<ErasurePlan>()
        .AddSingleton<Retention>();
}
