namespace Storefront.Platform.Identity;

/// <summary>A line in which shops take turns, and within a shop its clients: whoever brings many waits behind his own, and not everybody behind him.</summary>
internal sealed class FairQueue<T>
{
    private readonly Dictionary<string, FairQueue<T>> _branches = [];
    private readonly Queue<string> _turns = [];
    private readonly Queue<T> _items = [];

    public int Count { get; private set; }

    /// <summary>Lets an item stand in the line of these names, from the widest to the narrowest.</summary>
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

    /// <summary>The next item; the line must not be empty.</summary>
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
