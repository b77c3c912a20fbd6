using Storefront.Platform.Caching;
using Storefront.Platform.Logging;
using Storefront.Platform.Persistence;
using Storefront.Platform.Persistence.Postgres;

namespace Storefront.Platform.RateLimiting;

/// <summary>Counts requests for all nodes together; requests that arrive while a statement runs share the next one.</summary>
/// <remarks>A limit that is known to be full refuses from memory until its minute ends. When the table does not answer, requests pass
/// uncounted, and the log says so: this limit protects the machine, and no secret depends on it (ADR 0050).</remarks>
internal sealed class SharedRequestCounterStore(
    SharedCounterTable table, AddressHasher hasher, TimeProvider clock, ILogger<SharedRequestCounterStore> log)
    : IRequestCounterStore, IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly TimedCache<RequestBucket, (long Since, TimeSpan Left)> _full = new(20_000, clock, Minute);
    private readonly RepeatedWarning _uncounted = new(log, clock, "A request passes uncounted, because the counters of requests do not answer");
    private CounterBatch _next = new();
    private bool _isWriting;
    private bool _isClosed;
    private Task _writing = Task.CompletedTask;
    private long? _failedAt;

    public async ValueTask<IReadOnlyList<RequestCount>> CountAsync(IReadOnlyList<RequestBucket> buckets, int requests)
    {
        if (FindFull(buckets, requests) is { } full)
        {
            return [full];
        }

        if (Enqueue(buckets, requests) is not { } request)
        {
            return Uncounted(buckets);
        }

        try
        {
            return await request.Answer.Task.WaitAsync(Patience) ?? Uncounted(buckets);
        }
        catch (TimeoutException)
        {
            return Uncounted(buckets);
        }
    }

    public async Task<int> TidyAsync(CancellationToken ct)
    {
        // Between two statements: the connection takes one at a time.
        while (!TryBeginWriting())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), ct);
        }

        try
        {
            return await table.TidyAsync(ct);
        }
        finally
        {
            _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        }
    }

    /// <summary>Ends the running statement before the connection is closed: closing it in the middle of one can wait for ever.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Null while the table does not answer; once in two seconds one request tries again.
    private WaitingRequest? Enqueue(IReadOnlyList<RequestBucket> buckets, int requests)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            if (_failedAt is { } since)
            {
                if (clock.GetElapsedTime(since) < Patience)
                {
                    return null;
                }

                _failedAt = clock.GetTimestamp();
            }

            var request = _next.Add([.. buckets.Select(bucket => (KeyOf(bucket), bucket))], requests);
            if (!_isWriting)
            {
                _isWriting = true;
                _writing = Task.Run(WriteAllAsync);
            }

            return request;
        }
    }

    private bool TryBeginWriting()
    {
        lock (_lock)
        {
            return !_isWriting && (_isWriting = true);
        }
    }

    private async Task WriteAllAsync()
    {
        while (TakeBatch() is { } batch)
        {
            try
            {
                Answer(batch, await table.AddAsync(batch.Additions, CancellationToken.None));
            }
            catch (Exception problem)
            {
                log.LogDebug("The counters of requests did not answer: {Problem}", StorageFault.NameOf(problem));
                lock (_lock)
                {
                    _failedAt = clock.GetTimestamp();
                }

                batch.Requests.ForEach(request => request.Answer.TrySetResult(null));
                await table.DisposeAsync();
            }
        }
    }

    private void Answer(CounterBatch batch, IReadOnlyDictionary<Guid, SharedCounter> counters)
    {
        var counted = batch.Judge(counters);
        lock (_lock)
        {
            _failedAt = null;
            counted.GivenBack.ForEach(_next.GiveBack);
        }

        foreach (var (bucket, left) in counted.Full)
        {
            _full.Set(bucket, (clock.GetTimestamp(), left));
        }

        batch.Requests.ForEach(request => request.Answer.TrySetResult(request.Counts));
    }

    private CounterBatch? TakeBatch()
    {
        lock (_lock)
        {
            _isWriting = !_next.IsEmpty;
            if (!_isWriting)
            {
                return null;
            }

            var batch = _next;
            _next = new();
            return batch;
        }
    }

    private RequestCount? FindFull(IReadOnlyList<RequestBucket> buckets, int requests)
    {
        foreach (var bucket in buckets)
        {
            if (_full.TryGet(bucket, out var full) && full.Left - clock.GetElapsedTime(full.Since) is var left && left > TimeSpan.Zero)
            {
                return new(requests == 0, new(bucket.PerMinute, 0, left));
            }
        }

        return null;
    }

    private IReadOnlyList<RequestCount> Uncounted(IReadOnlyList<RequestBucket> buckets)
    {
        _uncounted.Count();
        return [.. buckets.Select(bucket => new RequestCount(true, new(bucket.PerMinute, bucket.PerMinute, Minute)))];
    }

    // Hashed under the database's key, because a bucket may name a client's address.
    private Guid KeyOf(RequestBucket bucket) => new(hasher.Hash(0, bucket.Key).AsSpan(0, 16));
}
