namespace Storefront.Platform.Hosting;

/// <summary>Answers simultaneous callers with one probe, so that frequent calls cost no more than one.</summary>
/// <remarks>A probe that hangs is not started again: further callers wait for it, up to their own time limit.</remarks>
internal sealed class SharedProbe<T>(TimeProvider clock, Func<Task<T>> probe)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task<T>? _last;
    private long _since;

    public Task<T> RunAsync()
    {
        lock (_lock)
        {
            if (_last is null || (_last.IsCompleted && clock.GetElapsedTime(_since) >= Freshness))
            {
                // On a thread of its own: SQLite's asynchronous methods are synchronous.
                (_last, _since) = (Task.Run(probe), clock.GetTimestamp());
            }

            return _last;
        }
    }
}
