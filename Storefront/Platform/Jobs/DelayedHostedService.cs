namespace Storefront.Platform.Jobs;

/// <summary>Starts a background service two seconds after the program: its first round would delay the first answers (ADR 0027).</summary>
internal sealed class DelayedHostedService<TService>(TService service) : BackgroundService
    where TService : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Wait, stoppingToken);
        await service.StartAsync(stoppingToken);

        // Awaited here, so that its failure ends the program as with every other background service.
        await service.ExecuteTask!;
    }
}
