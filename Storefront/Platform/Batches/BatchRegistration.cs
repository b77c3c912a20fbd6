using Storefront.Platform.Jobs;

namespace Storefront.Platform.Batches;

/// <summary>Registers the dispatcher of batches.</summary>
public static class BatchRegistration
{
    public static IServiceCollection AddBatches(this IServiceCollection services) => services
        .AddSingleton<BatchLeaseStore>()
        .AddScoped<BatchList>()
        .AddSingleton<BatchDispatcher>()
        .AddHostedService<DelayedHostedService<BatchDispatcher>>();
}
