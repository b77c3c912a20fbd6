using Storefront.Platform.Persistence;
using Storefront.Platform.Tenancy;

namespace Storefront.Platform.Batches;

/// <summary>Works continuously on the batches of all merchants, a few at once, so that a long one delays no other.</summary>
public sealed class BatchDispatcher(
    IServiceScopeFactory scopes, BatchLeaseStore leases, MerchantDirectory directory, TimeProvider clock, ILogger<BatchDispatcher> log)
    : BackgroundService
{
    private const int AtOnce = 4;
    private const int StepsOfTurn = 100;
    private static readonly TimeSpan WhileSuspended = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Does what is due now and returns the number of batches that had something to do.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var due = await leases.TakeDueAsync(ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, TakeTurnAsync);
        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFresh = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFresh)
                {
                    await leases.FreeFormerRunAsync(stoppingToken);
                    isFresh = false;
                }

                if (await RunDueAsync(stoppingToken) == 0)
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogError("The batch dispatcher had a bad turn: {Problem}", StorageFault.NameOf(problem));
                await Task.Delay(Pause * 4, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async ValueTask TakeTurnAsync(LeasedBatch batch, CancellationToken ct)
    {
        try
        {
            var began = clock.GetUtcNow();
            DateTimeOffset? next = began;
            for (var step = 0; step < StepsOfTurn && next <= clock.GetUtcNow(); step++)
            {
                next = await StepAsync(batch, ct);
            }

            await leases.FreeAsync(batch, began, next, ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The lease expires, and the batch goes on where its last step ended.
            log.LogError("Batch {BatchId} of merchant {MerchantId} had a bad turn: {Problem}", batch.Id, batch.MerchantId,
                StorageFault.NameOf(problem));
        }
    }

    private async Task<DateTimeOffset?> StepAsync(LeasedBatch batch, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await directory.FindByIdAsync(batch.MerchantId, ct) is not { } merchant)
        {
            return clock.GetUtcNow() + WhileSuspended;
        }

        scope.ServiceProvider.GetRequiredService<CurrentMerchant>().Set(merchant);
        return await scope.ServiceProvider.GetServices<IBatchWorker>().First(worker => worker.Kind == batch.Kind).StepAsync(batch, ct);
    }
}
