using Storefront.Platform.Persistence.Postgres;

namespace Storefront.Platform.RateLimiting;

/// <summary>Registers the limits.</summary>
public static class RateLimitRegistration
{
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimits>().Bind(configuration.GetSection("RateLimits"))
            .Validate(
                limits => typeof(RateLimits).GetProperties().All(number => number.GetValue(limits) is null or > 0),
                "Every number under RateLimits must be above zero.")
            .ValidateOnStart();
        return services
            .AddScoped<RateReport>()
            .AddScoped<AttemptCounterStore>()
            .AddScoped<LockoutBackoff>()
            .AddScoped<MailBudgets>()
            .AddScoped<ClientAttemptGuard>()
            .AddSingleton<IRequestCounterStore>(provider => provider.GetService<SharedCounterTable>() is { } table
                ? ActivatorUtilities.CreateInstance<SharedRequestCounterStore>(provider, table)
                : new MemoryRequestCounterStore())
            .AddSingleton<RequestLimiter>();
    }
}
