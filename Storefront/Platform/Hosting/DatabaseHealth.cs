using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Hosting;

/// <summary>Healthy while the database answers a query.</summary>
public sealed class DatabaseHealth(StorefrontDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await db.Merchants.AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(problem.GetType().Name);
        }
    }
}
