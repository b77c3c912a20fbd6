using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>Runs single reading statements on connections of their own: they see committed rows, and nothing of an open
/// transaction.</summary>
public interface ICommittedReads
{
    /// <summary>The first row of a statement with its values <c>@p0</c>, <c>@p1</c> …, or null.</summary>
    ValueTask<T?> FirstAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class;

    /// <summary>Every row of a statement.</summary>
    ValueTask<List<T>> ListAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct);
}
