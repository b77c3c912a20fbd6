using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Hosting;

/// <summary>What the operator uses, as the host sees it: commands, housekeeping and health.</summary>
public static class OperatorRegistration
{
    public static IServiceCollection AddOperator(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services
            .AddSingleton<OperatorConsole>()
            .AddSingleton<IOperatorCommands, DatabaseCommands>()
            .AddSingleton<IOperatorCommands, MailCommands>()
            .AddSingleton<Housekeeping>()
            .AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
    }

    /// <summary><c>/health/live</c> says that the process answers, <c>/health/ready</c> that the database does too.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).WithMetadata(new OnPlatformAttribute());
        routes.MapHealthChecks("/health/ready").WithMetadata(new OnPlatformAttribute());
    }
}
