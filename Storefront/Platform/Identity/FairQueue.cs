namespace Storefront.Platform.Identity;

/// <summary>A queue in which merchants take turns, and within a merchant its clients: a client with many items waits behind its
/// own.</summary>
/// <remarks>The caller synchronizes access.</remarks>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<string, FairQueue<T>> _branches = [];
    private readonly Queue<string> _turns = [];
    private readonly Queue<T> _items = [];

    public int Count { get; private set; }

    /// <summary>Adds an item under these group names, from the widest to the narrowest.</summary>
    public void Enqueue(T item, params ReadOnlySpan<string> names)
    {
        Count++;
        if (names.IsEmpty)
        {
            _items.Enqueue(item);
            return;
        }

        if (!_branches.TryGetValue(names[0], out var branch))
        {
            _branches[names[0]] = branch = new();
            _turns.Enqueue(names[0]);
        }

        branch.Enqueue(item, names[1..]);
    }

    /// <summary>Removes the next item; the queue must not be empty.</summary>
    public T Dequeue()
    {
        Count--;
        if (_items.TryDequeue(out var item))
        {
            return item;
        }

        var name = _turns.Dequeue();
        var branch = _branches[name];
        var next = branch.Dequeue();
        if (branch.Count > 0)
        {
            _turns.Enqueue(name);
        }
        else
        {
            _branches.Remove(name);
        }

        return next;
    }
}
