using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Sqlite;

namespace Storefront.Platform.Hosting;

/// <summary>Degraded while a disk of ours is nearly full: that of SQLite's file, or that of the erasure journal.</summary>
internal sealed class DiskHealth(SqliteBackup sqlite, IOptions<BackupOptions> options) : IHealthCheck
{
    private const long Megabyte = 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var least = options.Value.LeastFreeMegabytes * Megabyte;
        string?[] folders = [options.Value.Journal, Path.GetDirectoryName(sqlite.DatabaseFile)];
        return Task.FromResult(folders.Any(folder => FreeIn(folder) < least)
            ? HealthCheckResult.Degraded("A disk is nearly full")
            : HealthCheckResult.Healthy());
    }

    // A folder that does not exist yet lies on its parent's disk. What the system does not tell is no alarm.
    private static long FreeIn(string? folder)
    {
        while (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder);
        }

        try
        {
            return string.IsNullOrEmpty(folder) ? long.MaxValue : new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
