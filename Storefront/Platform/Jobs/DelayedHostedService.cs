namespace Storefront.Platform.Jobs;

/// <summary>Runs a background service from two seconds after the start: what its first round costs would hold up the first answers (ADR 0021).</summary>
internal sealed class DelayedHostedService<TService>(TService service) : BackgroundService
    where TService : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Wait, stoppingToken);
        await service.StartAsync(stoppingToken);

        // Awaited here, its failure ends the program as that of every other background service does.
        await service.ExecuteTask!;
    }
}
