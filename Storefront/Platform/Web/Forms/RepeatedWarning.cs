namespace Storefront.Platform.Web.Forms;

/// <summary>Logs what strangers can cause without limit: at most one warning a minute, with the number since the last.</summary>
public sealed class RepeatedWarning(ILogger log, TimeProvider clock, string what)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset _lastAt = DateTimeOffset.MinValue;
    private int _count;

    public void Count()
    {
        lock (_lock)
        {
            _count++;

            // A clock that was set back must not suppress the warning.
            if (clock.GetUtcNow() is var now && now >= _lastAt && now - _lastAt < Pause)
            {
                return;
            }

            log.LogWarning("{What}; times since the last such line: {Count}", what, _count);
            (_lastAt, _count) = (now, 0);
        }
    }
}
