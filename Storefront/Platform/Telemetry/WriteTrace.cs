using System.Diagnostics;

namespace Storefront.Platform.Telemetry;

/// <summary>Records how long a write waited for the writer, and then for the commit that it shared.</summary>
internal sealed class WriteTrace
{
    private readonly ActivityContext _parent;
    private DateTimeOffset _since = TimeProvider.System.GetUtcNow();

    private WriteTrace(ActivityContext parent) => _parent = parent;

    /// <summary>Begins with the wait for the writer; null when nobody listens.</summary>
    public static WriteTrace? Begin() =>
        Activities.Source.HasListeners() && Activity.Current is { Recorded: true } current ? new(current.Context) : null;

    /// <summary>The writer took the write.</summary>
    public void Taken() => Record("writer queue", null);

    /// <summary>The write is done and waits for the commit.</summary>
    public void Done() => _since = TimeProvider.System.GetUtcNow();

    /// <summary>The write is on the disk, with so many altogether.</summary>
    public void Committed(int writes) => Record("commit", writes);

    private void Record(string name, int? writes)
    {
        using var activity = Activities.Source.StartActivity(name, ActivityKind.Internal, _parent, startTime: _since);
        activity?.SetTag(Activities.WritesTag, writes);
    }
}
