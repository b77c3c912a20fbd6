using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Hosting;

/// <summary>Degraded while the last backup is older than <c>Backup:LongestAge</c>, or there is none; healthy where nobody watches it.</summary>
internal sealed class BackupHealth(BackupStamp backups, IOptions<BackupOptions> options, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var longest = options.Value.LongestAge;
        return Task.FromResult(longest <= TimeSpan.Zero || (backups.Last is { } last && clock.GetUtcNow() - last <= longest)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("The last backup is too old, or there is none"));
    }
}
