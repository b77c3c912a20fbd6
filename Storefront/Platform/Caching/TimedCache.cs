using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Storefront.Platform.Caching;

/// <summary>Keeps up to <paramref name="capacity"/> values in memory, each for a lifetime on the monotonic clock.</summary>
/// <remarks>A wall clock that is set neither prolongs nor ends a lifetime. Two generations limit the size: a full young one becomes the old
/// one, and the former old one is dropped. Reading a value moves it to the young one and keeps its age.</remarks>
public sealed class TimedCache<TKey, TValue>(int capacity, TimeProvider clock, TimeSpan? lifetime = null)
    where TKey : notnull
{
    private readonly Lock _turning = new();
    private ConcurrentDictionary<TKey, Entry> _young = [];
    private ConcurrentDictionary<TKey, Entry> _old = [];
    private long _clearings;

    /// <summary>How often everything was forgotten; whoever reads a value for the cache asks before reading.</summary>
    public long Clearings => Interlocked.Read(ref _clearings);

    /// <summary>Finds a value within its lifetime.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var isYoung = _young.TryGetValue(key, out var entry);
        if ((isYoung || _old.TryGetValue(key, out entry)) && IsFresh(entry!))
        {
            if (!isYoung)
            {
                Keep(key, entry!);
            }

            value = entry!.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Stores a value and returns it.</summary>
    public TValue Set(TKey key, TValue value)
    {
        Keep(key, new(value, clock.GetTimestamp()));
        return value;
    }

    /// <summary>Stores a value and returns it, unless everything was forgotten since: the value may have been read before.</summary>
    public TValue Set(TKey key, TValue value, long clearings)
    {
        if (clearings == Clearings)
        {
            Set(key, value);
        }

        return value;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _clearings);
        lock (_turning)
        {
            (_old, _young) = ([], []);
        }
    }

    /// <summary>Forgets a value.</summary>
    public void Remove(TKey key)
    {
        _young.TryRemove(key, out _);
        _old.TryRemove(key, out _);
    }

    /// <summary>The value of a key, created when it is not cached.</summary>
    public TValue GetOrAdd(TKey key, Func<TValue> make) => TryGet(key, out var known) ? known : Set(key, make());

    private bool IsFresh(Entry entry) => lifetime is null || clock.GetElapsedTime(entry.Since) < lifetime;

    private void Keep(TKey key, Entry entry)
    {
        if (_young.Count >= capacity / 2)
        {
            lock (_turning)
            {
                if (_young.Count >= capacity / 2)
                {
                    (_old, _young) = (_young, []);
                }
            }
        }

        _young[key] = entry;
    }

    private sealed record Entry(TValue Value, long Since);
}
