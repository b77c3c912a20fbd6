using Microsoft.EntityFrameworkCore;

namespace Storefront.Platform.Persistence;

/// <summary>Removes erased values from SQLite's files: checkpoints the write-ahead log and truncates it.</summary>
/// <remarks>Deleted rows are overwritten in place (<c>secure_delete</c>), but stay readable in the log until a checkpoint. A reader can
/// block a checkpoint, so it is repeated until it succeeds, and runs once after every start. Erasures within one second share one
/// truncation, because afterwards the writing connection must read its pages again.</remarks>
public sealed class WalTruncator(IServiceScopeFactory scopes, WriterLock writerLock, ILogger<WalTruncator> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _requests = new(1);

    /// <summary>Requests a truncation soon; returns at once.</summary>
    public void Request()
    {
        if (_requests.CurrentCount == 0)
        {
            _requests.Release();
        }
    }

    /// <summary>Tries once and returns whether no erased value is left in the files.</summary>
    public async Task<bool> TryTruncateAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StorefrontDb>();
        if (!db.Database.IsSqlite())
        {
            return true;
        }

        using var turn = await writerLock.EnterAsync(ct);
        var busy = await db.Database.SqlQuery<int>($"PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(ct);
        return busy is [0];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _requests.WaitAsync(stoppingToken);
                while (!await TryAsync(stoppingToken))
                {
                    await Task.Delay(Pause, stoppingToken);
                }

                await Task.Delay(Rest, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start truncates first.
        }
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            return await TryTruncateAsync(ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning("Scrubbing is put off: {Problem}", StorageFault.NameOf(problem));
            return false;
        }
    }

    public override void Dispose()
    {
        _requests.Dispose();
        base.Dispose();
    }
}
