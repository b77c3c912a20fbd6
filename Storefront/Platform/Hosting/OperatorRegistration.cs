using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Hosting;

/// <summary>Registers what the operator uses: commands, housekeeping and health checks.</summary>
public static class OperatorRegistration
{
    public static IServiceCollection AddOperator(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services
            .AddSingleton<OperatorConsole>()
            .AddSingleton<IOperatorCommands, DatabaseCommands>()
            .AddSingleton<IOperatorCommands, MailCommands>()
            .AddSingleton<IStartStep, StoredMerchantCheck>()
            .AddSingleton<Housekeeping>()
            .AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
    }

    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (the database answers too).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).WithMetadata(new OnPlatformAttribute());
        routes.MapHealthChecks("/health/ready").WithMetadata(new OnPlatformAttribute());
    }
}
