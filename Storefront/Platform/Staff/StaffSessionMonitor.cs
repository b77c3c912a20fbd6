using System.Collections.Concurrent;

namespace Storefront.Platform.Staff;

/// <summary>Tells open pages within two seconds that their session has ended, on whatever node it was ended.</summary>
/// <remarks>One query a second for all pages together, and none while no page is open.</remarks>
public sealed class StaffSessionMonitor(IServiceScopeFactory scopes, ILogger<StaffSessionMonitor> log) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<object, (long SessionId, Func<Task> Ended)> _watched = new(ReferenceEqualityComparer.Instance);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private bool _isRunning;

    /// <summary>Calls back once when the session has ended; dispose the result to stop watching.</summary>
    public IDisposable Watch(long sessionId, Func<Task> ended)
    {
        var watch = new Subscription(this);
        lock (_lock)
        {
            _watched[watch] = (sessionId, ended);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = RunAsync(_stopping.Token);
            }
        }

        return watch;
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (HasWork())
        {
            await Task.Delay(Interval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await LookAsync(ct);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // Nobody may do anything meanwhile either: every operation reads the session itself.
                log.LogWarning("Sessions of staff could not be looked up: {Problem}", Persistence.StorageFault.NameOf(problem));
            }
        }
    }

    private bool HasWork()
    {
        lock (_lock)
        {
            return _isRunning = !_watched.IsEmpty;
        }
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var watched = _watched.ToArray();
        var ids = watched.Select(pair => pair.Value.SessionId).Distinct().ToArray();
        var alive = (await scope.ServiceProvider.GetRequiredService<StaffSessions>().AliveAsync(ids, ct)).ToHashSet();
        foreach (var (watch, (sessionId, ended)) in watched)
        {
            if (!alive.Contains(sessionId) && _watched.TryRemove(watch, out _))
            {
                await ended();
            }
        }
    }

    private sealed class Subscription(StaffSessionMonitor monitor) : IDisposable
    {
        public void Dispose() => monitor._watched.TryRemove(this, out _);
    }
}
