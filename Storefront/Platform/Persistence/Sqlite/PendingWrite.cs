using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>One request's queued write, which later shares a commit with others.</summary>
/// <remarks>It runs inside its own savepoint, so it is kept or undone without affecting the others.</remarks>
internal abstract class PendingWrite(SqliteStorefrontDb db)
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly WriteTrace? _trace = WriteTrace.Begin();
    private Task _work = Task.CompletedTask;
    private int _state;

    private enum State
    {
        Waiting,
        Started,
        Cancelled,
    }

    /// <summary>Cancels a write that has not begun; one that has begun ends by itself.</summary>
    public bool TryCancel() => TryLeaveWaitingFor(State.Cancelled);

    public bool TryStart()
    {
        if (!TryLeaveWaitingFor(State.Started))
        {
            return false;
        }

        _trace?.Taken();
        return true;
    }

    /// <summary>Runs the work, and undoes it when it is refused, throws, or exceeds the time limit.</summary>
    public void Run(SharedTransaction shared, TimeSpan patience)
    {
        shared.Begin(SharedTransaction.Request);
        db.Join(shared);
        Begin();
        if (IsOverWithin(patience))
        {
            db.Leave();
        }
        else
        {
            // Without its context, work that still runs cannot write into another request's transaction.
            db.Dispose();
            Fail(new TimeoutException("A write waited for something slow inside its transaction."));
        }

        if (shared.IsOver)
        {
            // The other writes of the group failed with it: their requests are told too.
            throw _work.Exception?.GetBaseException() is { } fault && StorageFault.IsPassing(fault) ? fault : SharedTransaction.Ended();
        }

        if (!_work.IsCompletedSuccessfully || !IsKept)
        {
            shared.Undo(SharedTransaction.Request);
        }

        shared.End(SharedTransaction.Request);
        _trace?.Done();
    }

    /// <summary>Completes the request's task with its result; called once that is on the disk, with so many altogether.</summary>
    public void Acknowledge(int writes)
    {
        _trace?.Committed(writes);
        Complete();
    }

    /// <summary>Tells the request that nothing was stored.</summary>
    public abstract void Fail(Exception problem);

    protected abstract void Complete();

    /// <summary>Whether the completed work is to be kept.</summary>
    protected abstract bool IsKept { get; }

    protected abstract Task StartAsync();

    // The request's execution context (its language, its trace) applies to its work.
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

    // SQLite's asynchronous methods are synchronous: the work is complete when it returns, unless it waits for something else.
    private bool IsOverWithin(TimeSpan patience) => _work.IsCompleted || Task.WaitAny([_work], patience) == 0;

    private bool TryLeaveWaitingFor(State state) => Interlocked.CompareExchange(ref _state, (int)state, (int)State.Waiting) == (int)State.Waiting;
}

/// <summary>A write with its result.</summary>
internal sealed class PendingWrite<T>(SqliteStorefrontDb db, Func<Task<T>> work, Func<T, bool> isKept) : PendingWrite(db)
{
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _started;

    public Task<T> End => _end.Task;

    protected override bool IsKept => isKept(_started!.Result);

    protected override void Complete()
    {
        if (_started is { IsCompleted: true })
        {
            _end.TrySetFromTask(_started);
        }
    }

    public override void Fail(Exception problem) => _end.TrySetException(problem);

    protected override Task StartAsync() => _started = RunAsync();

    // Work that throws before its first await has failed too.
    private async Task<T> RunAsync() => await work();
}
