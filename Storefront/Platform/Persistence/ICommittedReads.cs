using System.Data.Common;

namespace Storefront.Platform.Persistence;

/// <summary>Carries out single statements that read, on connections of their own: what is committed now, and nothing of an open transaction.</summary>
public interface ICommittedReads
{
    /// <summary>The first row that a statement returns with its values <c>@p0</c>, <c>@p1</c> …, or null.</summary>
    ValueTask<T?> FirstAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct)
        where T : class;

    /// <summary>Every row that a statement returns.</summary>
    ValueTask<List<T>> ListAsync<T>(string statement, IReadOnlyList<object?> values, Func<DbDataReader, T> read, CancellationToken ct);
}
