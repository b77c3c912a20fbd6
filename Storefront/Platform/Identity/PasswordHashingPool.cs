using System.Runtime.InteropServices;
using Storefront.Platform.Callers;
using Storefront.Platform.Results;

namespace Storefront.Platform.Identity;

/// <summary>Hashes passwords on dedicated threads, one per core; requests queue per merchant and client, bounded in number and in
/// time.</summary>
/// <remarks>On the thread pool, many sign-ins would take the threads that every other request runs on.</remarks>
public sealed class PasswordHashingPool : IDisposable
{
    private const int MostWaiting = 1024;
    private static readonly Refusal Busy = Refusal.TooMany(
        "passwords.busy", "The shop is busy. Try again in a few seconds.", TimeSpan.FromSeconds(5));

    private readonly object _lock = new();
    private readonly FairQueue<HashingJob> _line = new();
    private readonly Queue<HashingJob> _rest = new();
    private readonly Dictionary<long, int> _waiting = [];
    private readonly Thread[] _threads;
    private bool _isStopping;

    public PasswordHashingPool()
    {
        _threads = [
            .. Enumerable.Range(1, Environment.ProcessorCount).Select(number => new Thread(Work) { IsBackground = true, Name = $"hashing {number}" })
        ];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>How many requests of one merchant may wait.</summary>
    internal int MostWaitingPerShop { get; set; } = 256;

    /// <summary>How long a request waits before it is refused.</summary>
    internal TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many passwords wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Values.Sum();
            }
        }
    }

    /// <summary>Runs the work when the caller's turn comes, or refuses because the queue is full.</summary>
    public async Task<Result<T>> RunAsync<T>(Caller caller, Func<T> work, CancellationToken ct)
    {
        var job = new HashingJob<T>(caller.Merchant.Id, work);
        if (!TryEnqueue(job, caller))
        {
            return Busy;
        }

        try
        {
            return await job.End.WaitAsync(LongestWait, ct);
        }
        catch (TimeoutException)
        {
            return TryTake(job) ? Busy : await job.End;
        }
        finally
        {
            // A cancelled request frees its place.
            TryTake(job);
        }
    }

    /// <summary>Runs work that no request waits for, in the time that requests leave over.</summary>
    public async Task<T> RunInRestAsync<T>(Func<T> work, CancellationToken ct)
    {
        var job = new HashingJob<T>(shop: 0, work);
        lock (_lock)
        {
            _rest.Enqueue(job);
            Monitor.Pulse(_lock);
        }

        try
        {
            return await job.End.WaitAsync(ct);
        }
        finally
        {
            lock (_lock)
            {
                job.TryTake();
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopping = true;
            Monitor.PulseAll(_lock);
        }

        Array.ForEach(_threads, thread => thread.Join());
    }

    private bool TryEnqueue(HashingJob job, Caller caller)
    {
        lock (_lock)
        {
            var waiting = _waiting.GetValueOrDefault(job.Shop);
            if (waiting >= MostWaitingPerShop || _waiting.Values.Sum() >= MostWaiting)
            {
                return false;
            }

            _waiting[job.Shop] = waiting + 1;
            _line.Enqueue(job, $"{job.Shop}", caller.ClientAddress);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    private bool TryTake(HashingJob job)
    {
        lock (_lock)
        {
            if (!job.TryTake())
            {
                return false;
            }

            if (--_waiting[job.Shop] == 0)
            {
                _waiting.Remove(job.Shop);
            }

            return true;
        }
    }

    // Hashing is long and can wait; a page is short and a person waits for it. Where both want a core, request threads get about three
    // quarters. The runtime's own thread priorities have no effect on Linux.
    private static void YieldToRequests()
    {
        const int thisThread = 0;
        const int nicer = 5;
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(thisThread, thisThread, nicer);
        }
    }

    [DllImport("libc", EntryPoint = "setpriority"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int priority);

    private void Work()
    {
        YieldToRequests();
        while (Next() is { } job)
        {
            job.Run();
        }
    }

    private HashingJob? Next()
    {
        lock (_lock)
        {
            while (!_isStopping)
            {
                while (_line.Count > 0)
                {
                    var job = _line.Dequeue();
                    if (TryTake(job))
                    {
                        return job;
                    }
                }

                while (_rest.TryDequeue(out var job))
                {
                    if (job.TryTake())
                    {
                        return job;
                    }
                }

                Monitor.Wait(_lock);
            }
        }

        return null;
    }
}
