using System.Diagnostics;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Identity;

/// <summary>One password in the queue to be hashed or checked; it leaves at its turn, or when its caller gives up.</summary>
internal abstract class HashingJob(long shop)
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private bool _isTaken;

    public long Shop => shop;

    /// <summary>Takes the job out of the queue, to run it or to give it up; true for one caller only. The caller holds the queue's
    /// lock.</summary>
    public bool TryTake() => !_isTaken && (_isTaken = true);

    public void Run()
    {
        Meters.HashingWait.Record(Stopwatch.GetElapsedTime(_since).TotalSeconds);
        RunWork();
    }

    protected abstract void RunWork();
}

/// <summary>A job with its result.</summary>
internal sealed class HashingJob<T>(long shop, Func<T> work) : HashingJob(shop)
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> End => _end.Task;

    protected override void RunWork()
    {
        try
        {
            _end.SetResult(work());
        }
        catch (Exception problem)
        {
            _end.SetException(problem);
        }
    }
}
