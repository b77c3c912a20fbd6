namespace Storefront.Platform.Persistence;

/// <summary>Tells whether this node does the work of which one node is enough, such as housekeeping.</summary>
public interface ILeadership
{
    /// <summary>Whether this node leads at this moment; at most one node does.</summary>
    bool IsLeader { get; }
}

/// <summary>The lead of the one process that SQLite serves.</summary>
internal sealed class SoleLeadership : ILeadership
{
    public bool IsLeader => true;
}
