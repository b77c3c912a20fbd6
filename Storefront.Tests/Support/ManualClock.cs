namespace Storefront.Tests.Support;

/// <summary>A clock that stands at a moment until a test turns it; timers run in real time.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly DateTimeOffset _start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private long _turned;

    public DateTimeOffset Now => GetUtcNow();

    public void Turn(TimeSpan by) => Interlocked.Add(ref _turned, by.Ticks);

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(Interlocked.Read(ref _turned));
}
