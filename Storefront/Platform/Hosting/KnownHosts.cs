using System.Collections.Frozen;
using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Hosting;

/// <summary>Knows every host of the platform and its merchants from memory, also while the database is down; a change is known within two
/// seconds, on PostgreSQL at once.</summary>
public sealed class KnownHosts(ICommittedReads reads, PlatformHosts platform, ILogger<KnownHosts> log) : BackgroundService, IMerchantCache
{
    private const string All = "SELECT \"Host\" FROM \"MerchantHosts\"";
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _changes = new(0);
    private volatile FrozenSet<string> _hosts = FrozenSet<string>.Empty;

    /// <summary>Whether a host, in any spelling, is one of them.</summary>
    public bool Contains(string? text) =>
        text is not null && HostName.Normalize(text) is { } host && (platform.Contains(host) || _hosts.Contains(host));

    /// <summary>Reads the hosts; those of before stay known when the database does not answer.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            _hosts = (await reads.ListAsync(All, [], row => row.GetString(0), ct)).ToFrozenSet(StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogDebug("The hosts stay as they were: {Problem}", StorageFault.NameOf(problem));
        }
    }

    public void Forget()
    {
        if (_changes.CurrentCount == 0)
        {
            _changes.Release();
        }
    }

    public override void Dispose()
    {
        _changes.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await ReadAsync(stoppingToken);
            await _changes.WaitAsync(Freshness, stoppingToken);
        }
    }
}
