using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Storefront.Platform.Persistence;

namespace Storefront.Platform.Hosting;

/// <summary>Healthy while the database accepts a write: a full, locked or read-only one can answer reads for a long time.</summary>
internal sealed class StorageHealth : IHealthCheck
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private readonly SharedProbe<bool> _probe;

    public StorageHealth(IServiceScopeFactory scopes, TimeProvider clock) => _probe = new(clock, () => WriteAsync(scopes));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _probe.RunAsync().WaitAsync(LongestWait, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("There was nothing to write");
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(StorageFault.NameOf(problem));
        }
    }

    // The key ring always has a key, belongs to no merchant, and nobody waits for this row.
    private static async Task<bool> WriteAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<StorefrontDb>().DataProtectionKeys;
        return await keys.Where(key => key.Id == keys.Min(other => other.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.FriendlyName, key => key.FriendlyName)) == 1;
    }
}
