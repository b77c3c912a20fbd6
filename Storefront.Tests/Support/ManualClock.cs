namespace Storefront.Tests.Support;

/// <summary>A clock that stands at a moment until a test turns it; timers run in real time unless the test says otherwise.</summary>
/// <remarks>As on a real machine there are two clocks: time that passes moves both, and a step of the wall clock leaves the monotonic one
/// alone.</remarks>
public sealed class ManualClock : TimeProvider
{
    private readonly DateTimeOffset _start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private readonly List<TurnedTimer> _timers = [];
    private long _turned;
    private long _passed;

    public DateTimeOffset Now => GetUtcNow();

    /// <summary>Whether timers that start from now on follow this clock.</summary>
    public bool TurnsTimers { get; set; }

    /// <summary>Whether somebody waits for this clock.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_lock)
            {
                return _timers.Exists(timer => timer.IsSet);
            }
        }
    }

    /// <summary>Lets time pass; backwards it is a step, because time does not pass backwards.</summary>
    public void Turn(TimeSpan by)
    {
        Interlocked.Add(ref _passed, Math.Max(by.Ticks, 0));
        Step(by);
    }

    /// <summary>Sets the wall clock forward or back, as an operator or a time server does; no time passes.</summary>
    public void Step(TimeSpan by)
    {
        Interlocked.Add(ref _turned, by.Ticks);
        List<TurnedTimer> timers;
        lock (_lock)
        {
            timers = [.. _timers];
        }

        timers.ForEach(timer => timer.FireIfDue());
    }

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(Interlocked.Read(ref _turned));

    /// <summary>Whether ages stand still between turns, so that nothing in memory grows old by itself.</summary>
    public bool StandsStill { get; set; }

    /// <summary>The machine's own time since its start, and what passed by turns.</summary>
    public override long GetTimestamp() =>
        (StandsStill ? 0 : base.GetTimestamp()) + (Interlocked.Read(ref _passed) * (TimestampFrequency / TimeSpan.TicksPerSecond));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (!TurnsTimers)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new TurnedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>Fires once; none of ours is periodic.</summary>
    private sealed class TurnedTimer(ManualClock clock, Action callback) : ITimer
    {
        private long _due = long.MaxValue;

        public bool IsSet => Interlocked.Read(ref _due) < long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Exchange(ref _due, dueTime < TimeSpan.Zero ? long.MaxValue : Interlocked.Read(ref clock._passed) + dueTime.Ticks);
            return true;
        }

        public void FireIfDue()
        {
            if (Interlocked.Read(ref _due) <= Interlocked.Read(ref clock._passed))
            {
                Interlocked.Exchange(ref _due, long.MaxValue);
                callback();
            }
        }

        public void Dispose()
        {
            Interlocked.Exchange(ref _due, long.MaxValue);
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
