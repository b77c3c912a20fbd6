using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Storefront.Platform.Telemetry;

namespace Storefront.Platform.Persistence.Sqlite;

/// <summary>Commits the writes of several requests together: one transaction and one disk flush for all that wait at that moment.</summary>
/// <remarks>A single thread runs the writes in order of arrival, each in its own savepoint, and answers none before the commit. It never
/// waits for more: a single write is committed alone.</remarks>
public sealed class GroupCommit(IServiceScopeFactory scopes, WriterLock writerLock, WalCheckpointer log) : IDisposable
{
    private const int MostTogether = 64;

    // One connection writes for all requests: with 6 MiB of cached pages it need not read them again for every row.
    private const string PagesInMemory = "PRAGMA cache_size=-6000";
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<PendingWrite> _waiting = [];
    private readonly Lock _starting = new();
    private Thread? _thread;
    private IServiceScope? _scope;
    private SqliteConnection? _connection;
    private PreparedStatements? _statements;
    private NewRows? _newRows;

    /// <summary>How long a group collects writes while more arrive; the ones already done wait for the commit meanwhile.</summary>
    internal TimeSpan LongestTogether { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>How long one write may wait, inside its transaction, for something other than the database.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of our own statements run so far; read it while nobody writes.</summary>
    internal IReadOnlyCollection<string> Statements => _statements?.Texts ?? [];

    /// <summary>How many writes wait for the writer.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Runs the work on the given context inside the next transaction; completes when it is committed or undone.</summary>
    internal async Task<T> RunAsync<T>(SqliteStorefrontDb db, Func<Task<T>> work, Func<T, bool> isKept, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var write = new PendingWrite<T>(db, work, isKept);
        EnsureStarted();
        _waiting.Add(write, CancellationToken.None);
        await using var cancellation = ct.UnsafeRegister(static (waiting, token) =>
        {
            if (((PendingWrite<T>)waiting!).TryCancel())
            {
                ((PendingWrite<T>)waiting).Fail(new OperationCanceledException(token));
            }
        }, write);
        return await write.End;
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread?.Join(LongestStop);
        Reset();
        _waiting.Dispose();
    }

    private void EnsureStarted()
    {
        if (Volatile.Read(ref _thread) is not null)
        {
            return;
        }

        lock (_starting)
        {
            if (_thread is null)
            {
                var thread = new Thread(Work) { IsBackground = true, Name = "group commit" };
                thread.Start();
                _thread = thread;
            }
        }
    }

    private void Work()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            using var turn = writerLock.Enter();
            CommitWithThoseWaiting(first);
        }
    }

    private void CommitWithThoseWaiting(PendingWrite first)
    {
        var together = new List<PendingWrite>();
        var behind = _waiting.Count;
        try
        {
            using var transaction = Connection().BeginTransaction(deferred: false);
            behind = 0;
            RunTogether(first, new(transaction, _statements!, _newRows!), together);
            transaction.Commit();
            log.Wrote(_connection!);
        }
        catch (Exception problem)
        {
            // A database that does not open fails every queued write, because all of them waited for it.
            together.AddRange(Take(first.TryStart() ? first : null, behind));
            together.ForEach(write => write.Fail(problem));
            Reset();
            return;
        }

        Meters.Commits.Record(together.Count);
        together.ForEach(write => write.Acknowledge(together.Count));
    }

    private void RunTogether(PendingWrite first, SharedTransaction shared, List<PendingWrite> together)
    {
        var began = Stopwatch.GetTimestamp();
        var next = first;
        do
        {
            if (next.TryStart())
            {
                together.Add(next);
                next.Run(shared, Patience);
            }
        }
        while (together.Count < MostTogether && Stopwatch.GetElapsedTime(began) < LongestTogether && _waiting.TryTake(out next));
    }

    private IEnumerable<PendingWrite> Take(PendingWrite? first, int behind)
    {
        if (first is not null)
        {
            yield return first;
        }

        for (; behind > 0 && _waiting.TryTake(out var next); behind--)
        {
            if (next.TryStart())
            {
                yield return next;
            }
        }
    }

    // Opened with the contexts' settings and kept open: opening one costs more than a small write.
    private SqliteConnection Connection()
    {
        if (_scope is null)
        {
            _scope = scopes.CreateScope();
            var db = _scope.ServiceProvider.GetRequiredService<StorefrontDb>();
            db.Database.OpenConnection();
            _connection = (SqliteConnection)db.Database.GetDbConnection();
            _statements = new(_connection);
            _newRows = new(_connection, _statements, db.Model);
            _statements.Execute(PagesInMemory, [], null);
        }

        return _connection!;
    }

    private void Reset()
    {
        _statements?.Dispose();
        _scope?.Dispose();
        _scope = null;
    }
}
