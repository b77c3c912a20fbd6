using System.Collections.Concurrent;

namespace Storefront.Platform.Api.Idempotency;

/// <summary>Knows the keys whose requests this process is executing, so that a repetition is refused instead of waiting.</summary>
/// <remarks>Between processes the unique index of the claims decides; the second waits there for the first.</remarks>
public sealed class RunningRequests
{
    private readonly ConcurrentDictionary<string, byte> _running = [];

    /// <summary>Begins a request, or returns null while another one with the same HMAC is running; dispose the result to end it.</summary>
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
