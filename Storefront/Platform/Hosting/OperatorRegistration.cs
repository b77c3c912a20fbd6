using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Hosting;

/// <summary>Registers what the operator uses: commands, housekeeping and health checks.</summary>
public static class OperatorRegistration
{
    public static IServiceCollection AddOperator(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StorageHealth>("storage").AddCheck<MailHealth>("mail", HealthStatus.Degraded)
            .AddCheck<DiskHealth>("disk", HealthStatus.Degraded).AddCheck<BackupHealth>("backup", HealthStatus.Degraded);
        return services
            .AddSingleton<StorageHealth>()
            .AddSingleton<MailHealth>()
            .AddSingleton<DiskHealth>()
            .AddSingleton<BackupHealth>()
            .AddSingleton<OperatorConsole>()
            .AddSingleton<IOperatorCommands, CompletionCommands>()
            .AddSingleton<IOperatorCommands, ConfigCommands>()
            .AddSingleton<IOperatorCommands, DatabaseCommands>()
            .AddSingleton<IOperatorCommands, MailCommands>()
            .AddSingleton<IStartStep, ProtectHashKey>()
            .AddSingleton<IStartStep, StoredMerchantCheck>()
            .AddSingleton<IStartStep, ReplayErasures>()
            .AddSingleton<Housekeeping>()
            .AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
    }

    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (the database accepts a write; words tell when
    /// only mail is delayed, the disk is nearly full or the last backup is old).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync })
            .WithMetadata(new OnPlatformAttribute());
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).WithMetadata(new OnPlatformAttribute());
    }

    /// <summary>Maps <c>/metrics</c> on the platform's hosts alone, where the operator asked for it.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (TelemetryOptions.ServesMetrics(app.Configuration))
        {
            app.MapGet("/metrics", (PrometheusExporter metrics) => TypedResults.Text(metrics.Read(), PrometheusExporter.MediaType))
                .WithMetadata(new OnPlatformAttribute(), new PlatformOnlyAttribute()).ExcludeFromDescription();
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var causes = string.Join(", ", report.Entries.Where(entry => entry.Value.Status == report.Status).Select(entry => entry.Key));
        return context.Response.WriteAsync(report.Status switch
        {
            HealthStatus.Healthy => "healthy",
            HealthStatus.Degraded => $"degraded: {causes}",
            _ => $"unready: {causes}",
        });
    }
}
