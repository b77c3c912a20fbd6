using System.Collections.Concurrent;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Knows the keys whose requests this process is carrying out, so that a repetition is told so instead of waiting.</summary>
/// <remarks>Between processes the index of the claims decides; whoever is second there waits for the first.</remarks>
public sealed class RunningRequests
{
    private readonly ConcurrentDictionary<string, byte> _running = [];

    /// <summary>Begins a request, or answers null while another one with the mark is running; dispose what comes back to end it.</summary>
    public IDisposable? TryBegin(byte[] mark)
    {
        var name = Convert.ToHexString(mark);
        return _running.TryAdd(name, 0) ? new Running(this, name) : null;
    }

    private sealed class Running(RunningRequests all, string name) : IDisposable
    {
        public void Dispose() => all._running.TryRemove(name, out _);
    }
}
