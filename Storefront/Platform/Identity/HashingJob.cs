namespace Storefront.Platform.Identity;

/// <summary>One password that waits to be hashed or checked, until its turn comes or nobody waits for it any more.</summary>
internal abstract class HashingJob(long shop)
{
    private bool _isTaken;

    public long Shop => shop;

    /// <summary>Takes the job out of the waiting, to run it or to give it up; true for one taker only. The caller holds the line's lock.</summary>
    public bool TryTake() => !_isTaken && (_isTaken = true);

    public abstract void Run();
}

/// <summary>A job with what it answers.</summary>
internal sealed class HashingJob<T>(long shop, Func<T> work) : HashingJob(shop)
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> End => _end.Task;

    public override void Run()
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
