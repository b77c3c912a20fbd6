namespace Storefront.Platform.Logging;

/// <summary>Logs what strangers can cause without limit: at most one warning a minute, with the number since the last.</summary>
public sealed class RepeatedWarning(ILogger log, TimeProvider clock, string what)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private long? _lastAt;
    private int _count;

    public void Count()
    {
        lock (_lock)
        {
            _count++;

            if (_lastAt is { } last && clock.GetElapsedTime(last) < Pause)
            {
                return;
            }

            log.LogWarning("{What}; times since the last such line: {Count}", what, _count);
            (_lastAt, _count) = (clock.GetTimestamp(), 0);
        }
    }
}
