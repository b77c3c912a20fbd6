using Storefront.Platform.Persistence;

namespace Storefront.Platform.Queues;

/// <summary>Works on queues continuously, each in turns of its own, so that a slow or long queue delays no other.</summary>
/// <remarks>Quick turns share few places, so that the machine is not overrun. A turn that takes long leaves its place to others and goes
/// on.</remarks>
public abstract class TurnDispatcher(TurnLimits limits, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected TimeProvider Clock => clock;

    protected ILogger Log => log;

    /// <summary>Works on everything that is due now, one turn per queue, and returns the number of rows that had a turn.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct) =>
        (await Task.WhenAll((await FindDueAsync(ct)).Select(queue => TakeTurnAsync(queue, ct)))).Sum();

    /// <summary>The queues with due rows, the one that has waited longest first.</summary>
    protected abstract ValueTask<List<long>> FindDueAsync(CancellationToken ct);

    /// <summary>Works on some due rows of a queue and returns how many.</summary>
    protected abstract Task<int> TakeTurnAsync(long queue, CancellationToken ct);

    /// <summary>Frees what a killed former run left leased.</summary>
    protected abstract Task FreeFormerRunAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turns = new Dictionary<long, (Task Turn, long Since)>();
        var isFresh = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFresh)
                {
                    await FreeFormerRunAsync(stoppingToken);
                    isFresh = false;
                }

                await StartTurnsAsync(turns, stoppingToken);
                await Task.WhenAny([Task.Delay(Pause, stoppingToken), .. turns.Values.Select(running => running.Turn)]);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                // One failed round (for example a locked database) must not end the work.
                log.LogError("The dispatcher had a bad turn: {Problem}", StorageFault.NameOf(problem));
                await Task.Delay(Pause * 4, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(turns.Values.Select(running => running.Turn));
    }

    private async Task StartTurnsAsync(Dictionary<long, (Task Turn, long Since)> turns, CancellationToken ct)
    {
        foreach (var (queue, _) in turns.Where(running => running.Value.Turn.IsCompleted))
        {
            turns.Remove(queue);
        }

        var quick = turns.Values.Count(running => clock.GetElapsedTime(running.Since) < limits.QuickTurn);
        var places = Math.Min(limits.MostTurns - turns.Count, limits.MostQuickTurns - quick);
        foreach (var queue in places > 0 ? (await FindDueAsync(ct)).Where(queue => !turns.ContainsKey(queue)).Take(places) : [])
        {
            turns[queue] = (TryTurnAsync(queue, ct), clock.GetTimestamp());
        }
    }

    private async Task TryTurnAsync(long queue, CancellationToken ct)
    {
        try
        {
            await TakeTurnAsync(queue, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: leased rows are freed at the next start, or when the lease expires.
        }
        catch (Exception problem)
        {
            log.LogError("Queue {Queue} had a bad turn: {Problem}", queue, StorageFault.NameOf(problem));
            await Task.Delay(Pause * 4, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>How many turns run at once.</summary>
/// <param name="MostQuickTurns">The places for turns that began lately.</param>
/// <param name="MostTurns">The places for all turns together.</param>
/// <param name="QuickTurn">After this time a turn takes no quick place any more.</param>
public sealed record TurnLimits(int MostQuickTurns, int MostTurns, TimeSpan QuickTurn);
