using Storefront.Platform.Persistence.Postgres;

namespace Storefront.Platform.RateLimiting;

/// <summary>The requests that one statement counts.</summary>
/// <remarks>Each request is added to all its limits at once. One that the narrowest refuses gives back what the others counted, with the next
/// statement.</remarks>
internal sealed class CounterBatch
{
    private readonly Dictionary<Guid, int> _added = [];
    private readonly Dictionary<Guid, int> _back = [];

    public List<WaitingRequest> Requests { get; } = [];

    public bool IsEmpty => _added.Count == 0 && _back.Count == 0;

    /// <summary>One addition per counter.</summary>
    public IReadOnlyList<CounterAddition> Additions =>
        [.. _added.Keys.Union(_back.Keys).Select(key => new CounterAddition(key, _added.GetValueOrDefault(key), _back.GetValueOrDefault(key)))];

    public WaitingRequest Add(IReadOnlyList<(Guid Key, RequestBucket Bucket)> buckets, int requests)
    {
        var request = new WaitingRequest(buckets, requests);
        Requests.Add(request);
        foreach (var (key, _) in buckets)
        {
            _added[key] = _added.GetValueOrDefault(key) + requests;
        }

        return request;
    }

    public void GiveBack((Guid Key, int Requests) unused) => _back[unused.Key] = _back.GetValueOrDefault(unused.Key) + unused.Requests;

    /// <summary>Sets the counts of every request, in the order of their arrival.</summary>
    public (List<(Guid Key, int Requests)> GivenBack, List<(RequestBucket Bucket, TimeSpan Left)> Full) Judge(
        IReadOnlyDictionary<Guid, SharedCounter> counters)
    {
        var used = counters.ToDictionary(counter => counter.Key, counter => counter.Value.Count - _added.GetValueOrDefault(counter.Key));
        var (givenBack, full) = (new List<(Guid, int)>(), new List<(RequestBucket, TimeSpan)>());
        foreach (var request in Requests)
        {
            foreach (var (key, bucket) in request.Buckets)
            {
                if (request.Counts is [.., { Fits: false }])
                {
                    givenBack.Add((key, request.Requests));
                    continue;
                }

                used[key] += request.Requests;
                var left = counters[key].Left;
                request.Counts.Add(new(used[key] <= bucket.PerMinute, new(bucket.PerMinute, Math.Max(bucket.PerMinute - used[key], 0), left)));

                // Of the wider ones something may still be given back.
                if (used[key] >= bucket.PerMinute && request.Counts.Count == 1)
                {
                    full.Add((bucket, left));
                }
            }
        }

        return (givenBack, full);
    }
}

/// <summary>A request that waits until it is counted.</summary>
internal sealed record WaitingRequest(IReadOnlyList<(Guid Key, RequestBucket Bucket)> Buckets, int Requests)
{
    /// <summary>Set once the requests are counted; null when they could not be.</summary>
    public TaskCompletionSource<IReadOnlyList<RequestCount>?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<RequestCount> Counts { get; } = [];
}
