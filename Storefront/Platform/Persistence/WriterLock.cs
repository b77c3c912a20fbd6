namespace Storefront.Platform.Persistence;

/// <summary>Lets one writer of this process at a time into SQLite, in order of arrival; with a database that takes many writers, it never
/// waits.</summary>
public sealed class WriterLock(bool oneAtATime) : IDisposable
{
    private readonly SemaphoreSlim? _door = oneAtATime ? new SemaphoreSlim(1, 1) : null;

    /// <summary>Waits for the lock; dispose the result to release it.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        if (_door is null)
        {
            return null;
        }

        await _door.WaitAsync(ct);
        return new Turn(_door);
    }

    /// <summary>Waits for the lock synchronously, on a thread that has nothing else to do.</summary>
    public IDisposable? Enter()
    {
        if (_door is null)
        {
            return null;
        }

        _door.Wait();
        return new Turn(_door);
    }

    public void Dispose() => _door?.Dispose();

    private sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
