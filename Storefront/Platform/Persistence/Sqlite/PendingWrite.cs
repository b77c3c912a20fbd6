namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>One request's write that waits for its turn, and later for the commit it shares with others.</summary>
/// <remarks>It runs inside a savepoint of its own: what it did is kept or undone without touching its neighbours.</remarks>
internal abstract class PendingWrite(SqliteStorefrontDb db)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Task _work = Task.CompletedTask;
    private int _state;

    private enum State
    {
        Waiting,
        Started,
        Cancelled,
    }

    /// <summary>Ends the waiting of a write that has not begun; one that has begun ends by itself.</summary>
    public bool TryCancel() => TryLeaveWaitingFor(State.Cancelled);

    public bool TryStart() => TryLeaveWaitingFor(State.Started);

    /// <summary>Does the work, and undoes it when it is refused, throws, or does not come to an end within the patience.</summary>
    public void Run(SharedTransaction shared, TimeSpan patience)
    {
        shared.Transaction.Save(SharedTransaction.Request);
        db.Join(shared);
        Begin();
        if (IsOverWithin(patience))
        {
            db.Leave();
        }
        else
        {
            // Without its database nothing it still does can get into a neighbour's transaction.
            db.Dispose();
            Fail(new TimeoutException("A write waited for something slow inside its transaction."));
        }

        if (!_work.IsCompletedSuccessfully || !IsKept)
        {
            shared.Transaction.Rollback(SharedTransaction.Request);
        }

        shared.Transaction.Release(SharedTransaction.Request);
    }

    /// <summary>Tells the request how its work ended; called once that is on the disk.</summary>
    public abstract void Acknowledge();

    /// <summary>Tells the request that nothing it did was kept.</summary>
    public abstract void Fail(Exception problem);

    /// <summary>Whether the work that is done wants to be kept.</summary>
    protected abstract bool IsKept { get; }

    protected abstract Task StartAsync();

    // What flows with the request (its language, its trace) flows into its work.
    private void Begin()
    {
        if (_context is null)
        {
            _work = StartAsync();
        }
        else
        {
            ExecutionContext.Run(_context, static state => ((PendingWrite)state!)._work = ((PendingWrite)state).StartAsync(), this);
        }
    }

    // SQLite's asynchronous methods are synchronous: work is over when it returns, unless it waits for something else.
    private bool IsOverWithin(TimeSpan patience) => _work.IsCompleted || Task.WaitAny([_work], patience) == 0;

    private bool TryLeaveWaitingFor(State state) => Interlocked.CompareExchange(ref _state, (int)state, (int)State.Waiting) == (int)State.Waiting;
}

/// <summary>A write with what it answers.</summary>
internal sealed class PendingWrite<T>(SqliteStorefrontDb db, Func<Task<T>> work, Func<T, bool> isKept) : PendingWrite(db)
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _started;

    public Task<T> End => _end.Task;

    protected override bool IsKept => isKept(_started!.Result);

    public override void Acknowledge()
    {
        if (_started is { IsCompleted: true })
        {
            _end.TrySetFromTask(_started);
        }
    }

    public override void Fail(Exception problem) => _end.TrySetException(problem);

    protected override Task StartAsync() => _started = RunAsync();

    // A work that throws before its first await is a failed one too.
    private async Task<T> RunAsync() => await work();
}
